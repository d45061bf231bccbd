// headline.mjs ADDRESS: the address of the site and its latest complete day in one sentence, from the API.
import http from 'node:http';
import https from 'node:https';

const address = process.argv[2];

// A host name of its own is a cache key of its own: nginx may answer others with a page from before this run.
const headers = { accept: 'application/json', host: `make-up-${Date.now()}` };

function get(path) {
  return new Promise((resolve, reject) => {
    const { get: ask } = address.startsWith('https:') ? https : http;
    // Its certificate is for the site's name, which is not this address.
    const request = ask(`${address}/api/v1${path}`, { headers, timeout: 10_000, rejectUnauthorized: false }, resolve);
    request.on('timeout', () => request.destroy(new Error(`/api/v1${path} does not answer within 10 s`)));
    request.on('error', reject);
  });
}

async function read(path) {
  const reply = await get(path);
  let text = '';
  for await (const chunk of reply.setEncoding('utf8')) text += chunk;
  if (reply.statusCode !== 200) throw new Error(`/api/v1${path} answers ${reply.statusCode}`);
  return JSON.parse(text).data;
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
    text += ` (${number(mined.bitcoin_diluted_btc, 6)} BTC if the whole fleet had joined the network)`;
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
