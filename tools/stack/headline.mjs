// headline.mjs ADDRESS: the address of the site and its latest complete day in one sentence, from the API.
const address = process.argv[2];

async function read(path) {
  const reply = await fetch(address + '/api/v1' + path, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!reply.ok) throw new Error(`/api/v1${path} answers ${reply.status}`);
  return (await reply.json()).data;
}

function number(value, digits) {
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}

function pounds(value) {
  return (value < 0 ? '−£' : '£') + number(Math.abs(value), 0);
}

function payment(value) {
  return value < 0 ? `${pounds(-value)} paid by them` : `${pounds(value)} paid to them`;
}

function sentence(day) {
  const { expected, complete } = day.coverage;
  const mined = day.mining[0];
  let text = `${day.date}: ${number(day.curtailed_mwh, 1)} MWh curtailed at ${day.farms} wind farms, ${payment(day.payment_gbp)}`;
  if (mined?.bitcoin_btc != null) {
    text += `; ${mined.miner} machines could have mined ${number(mined.bitcoin_btc, 6)} BTC`;
    if (mined.value_gbp != null) text += `, ${pounds(mined.value_gbp)}`;
  }
  return `${text} (${complete} of ${expected} half hours read)`;
}

async function tell() {
  const status = await read('/status');
  console.log(`Windfall is at ${address}/ with ${status.data_source} data`);
  if (status.last_complete_day === null) {
    console.log('No day is complete yet; the next run asks for what is missing');
  } else {
    console.log(sentence(await read(`/summaries/daily/${status.last_complete_day}`)));
  }
}

try {
  await tell();
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}
