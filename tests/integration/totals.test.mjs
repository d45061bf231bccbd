// One truth: whatever way a total is asked for, it is the same to the last digit. Ranges, cuts, farms, parties, miners and forms are drawn by
// chance; TEST_SEED draws them again.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { bothForms, exact, startApi } from '../lib/api.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { plusDays } from '../lib/dates.mjs';
import { decimal, divide, format, multiply, round, total } from '../lib/decimal.mjs';
import { seeded } from '../lib/random.mjs';
import { startWorlds } from '../lib/world.mjs';
import { periodsOf } from '../fakes/elexon.mjs';

const draws = 10;
const figures = ['records', 'curtailed_mwh', 'payment_gbp', 'bitcoin_btc', 'value_gbp'];
const miners = ['S19J_PRO', 'S9', 'M20S', 'S19_XP', 'S21', 'S21_PRO', 'S21_XP'];
const units = ['T_WIND-1', 'T_WIND-2', 'T_WIND-3', 'T_WIND-4', 'T_WIND-5'];
/** Around the halving, the turn of a year, and the days of 46 and 50 half hours. */
const days = [
  ...['2024-04-19', '2024-04-20', '2024-04-21', '2024-12-31', '2025-01-01'],
  ...['2025-03-29', '2025-03-30', '2025-03-31', '2025-04-01', '2025-10-25', '2025-10-26', '2025-11-01'],
];
const unpriced = '2025-11-01'; // one of its bids, not flagged, has no price: what it is part of has no payment

const random = seeded();
const named = `TEST_SEED=${random.seed}`;

/** Decimals as Elexon gives them, at most 9 places. */
const number = (most, places) =>
  `${random.whole(0, most)}.${String(random.whole(0, 10 ** places - 1)).padStart(places, '0')}`;

function bid() {
  const sign = random.chance(0.9) ? '-' : ''; // some of a bid stack's rows are bids undone
  const fields = {
    id: random.of(units),
    volume: sign + number(120, random.whole(1, 9)),
    soFlag: random.of([true, true, false, null]),
  };
  return { ...fields, originalPrice: (random.chance(0.8) ? '-' : '') + number(150, random.whole(0, 6) || 1) };
}

const kept = []; // {date, ...bid}: what was curtailed
function writeBids(folder, date) {
  const bids = {};
  for (let period = 1; period <= periodsOf(date); period++)
    bids[period] = Array.from({ length: random.whole(0, 4) }, bid);
  if (date === unpriced) bids[9] = [{ ...bid(), volume: '-5', originalPrice: null, soFlag: false }];
  kept.push(
    ...Object.values(bids).flatMap((rows) =>
      rows.filter(({ volume }) => Number(volume) < 0).map((row) => ({ ...row, date })),
    ),
  );
  writeDay(folder, date, bids);
}

const partyOf = (farm, date) =>
  farm === 'T_WIND-2'
    ? null
    : farm === 'T_WIND-3'
      ? date < '2025-04-01'
        ? 'Bee Limited'
        : 'Cee Limited'
      : 'Ay "One", Söhne & Co';

let worlds, world, api;
before(async () => {
  worlds = await startWorlds();
  world = await worlds.world('recorded');
  for (const month of ['2024-01', '2025-04'])
    writeRegister(
      world.archive,
      month,
      units.map((id) => unit(id, { leadPartyName: partyOf(id, `${month}-01`) })),
    );
  for (const date of days) writeBids(world.archive, date);
  await world.must('sync', 'units', '--file', world.archive);
  for (const [from, to] of [
    ['2024-04-19', '2024-04-21'],
    ['2024-12-31', '2025-01-01'],
    ['2025-03-29', '2025-04-01'],
    ['2025-10-25', '2025-10-26'],
    [unpriced, unpriced],
  ])
    await world.must('ingest', '--from', from, '--to', to, '--archive', world.archive);
  api = await startApi(world);
});
after(async () => {
  await api?.stop();
  await worlds?.stop();
});

const totalsOf = (rows, names = figures) =>
  Object.fromEntries(names.map((name) => [name, total(rows.map((row) => row[name]))]));
const known = (rows) => rows.filter(({ records }) => records !== null);

/** What the archived bids come to, without any of the programs. */
function expected({ from, to, definition, farm, lead_party: party }) {
  const rows = kept.filter(
    ({ date, id, soFlag }) =>
      date >= from &&
      date <= to &&
      (soFlag === true || definition === 'all_bids') &&
      (!farm || id === farm) &&
      (!party || partyOf(id, date) === party),
  );
  const payment = ({ volume, originalPrice: price }) =>
    price && format(round(multiply(decimal(volume), decimal(price)), 6));
  return {
    records: String(rows.length),
    curtailed_mwh: total(rows.map(({ volume }) => volume.slice(1))),
    payment_gbp: total(rows.map(payment)),
  };
}

/** Asked in the first draws, whatever chance says: the halving, and the clock changes. */
const special = ['2024-04-20', '2025-03-30', '2025-10-26'];

/** A miner of the list, or a machine of any efficiency, none that a miner of the list has. */
const drawMachine = () =>
  random.chance(0.6)
    ? { miner: random.of(miners) }
    : { joules_per_th: `${random.whole(6, 110)}.${random.whole(0, 99)}7` };

/** A question of which every way of asking must give one answer. */
function draw(n) {
  const kind = n <= special.length ? 'days' : random.of(['days', 'days', 'days', 'months', 'years', 'all']);
  const date = special[n - 1] ?? random.of(days);
  const [year, month] = [date.slice(0, 4), date.slice(0, 7)];
  const [from, to] = {
    days: () => [plusDays(date, -random.whole(0, 3)), plusDays(date, random.whole(0, 3))],
    months: () => [`${month}-01`, plusDays(`${plusDays(`${month}-28`, 4).slice(0, 7)}-01`, -1)],
    years: () => [`${year}-01-01`, `${year}-12-31`],
    all: () => [plusDays(days[0], -random.whole(0, 40)), plusDays(days.at(-1), random.whole(0, 40))],
  }[kind]();
  const filter = random.of([
    {},
    {},
    { farm: random.of(units) },
    { lead_party: random.of(['Ay "One", Söhne & Co', 'Bee Limited', 'Cee Limited']) },
  ]);
  const definition = random.of(['so_flagged', 'all_bids']);
  const machine = { ...drawMachine(), currency: random.of(['gbp', 'usd']) };
  return { kind, question: { from, to, definition, ...filter }, machine, form: random.of(['json', 'csv']) };
}

const span = ({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

/** Rows of every page, by JSON or by CSV, where they are the same cells. */
async function rowsOf(uri, form) {
  if (form === 'json') return api.all(uri);
  const rows = [];
  for (let next = uri; next;) {
    const { json } = await bothForms(api, next);
    rows.push(...json.data);
    next = json.meta.next && `${uri}&cursor=${json.meta.next}`;
  }
  return rows;
}

describe(`totals, ${named}`, () => {
  for (let n = 1; n <= draws; n++) {
    const { kind, question, machine, form } = draw(n);
    const { farm, lead_party: party, ...range } = question;
    const filtered = Boolean(farm ?? party);
    test(`${n}: ${JSON.stringify({ ...question, ...machine })} by ${form}`, async () => {
      const query = new URLSearchParams({ ...question, ...machine });
      const names = [...figures, ...(machine.currency === 'usd' ? ['value_usd'] : [])];
      const intervals = [
        ...(span(range) <= 7 ? ['half_hour', 'hour'] : []),
        ...(span(range) <= 366 ? ['day'] : []),
        'month',
        'year',
      ];
      const days = known(
        await api.all(`/mining?${query}&limit=1000&interval=${intervals.includes('day') ? 'day' : 'month'}`),
      );
      const whole = totalsOf(days, names);
      assert.deepEqual({ ...whole, ...expected(question) }, whole, 'the archived bids');
      if (machine.joules_per_th) await isInProportion(question, machine, whole);
      await recordsAgree(question, form);
      for (const interval of intervals)
        for (const by of ['none', 'farm', 'lead_party']) {
          const limit = random.whole(...(/hour/.test(interval) || by === 'none' ? [20, 120] : [1, 12])); // some pages of each
          const rows = known(await rowsOf(`/mining?${query}&interval=${interval}&by=${by}&limit=${limit}`, form));
          assert.deepEqual(totalsOf(rows, names), whole, `by ${interval} and ${by}`);
          if (by === 'none' && !filtered)
            assert.deepEqual(totalsOf(rows, ['bitcoin_diluted_btc']), totalsOf(days, ['bitcoin_diluted_btc']));
        }
      if (filtered) return;
      for (const [collection, a, b] of collections(kind, range)) {
        const asked = new URLSearchParams({
          from: a,
          to: b,
          definition: range.definition,
          ...machine,
          limit: random.whole(5, 40),
        });
        const rows = known(await rowsOf(`/summaries/${collection}?${asked}`, form));
        const flat = rows.map(({ mining: [bitcoin], ...row }) => ({ ...row, ...bitcoin }));
        assert.deepEqual(totalsOf(flat, names), whole, collection);
        const alone = new URLSearchParams({ definition: range.definition, ...machine });
        for (const row of rows) {
          const one = await api.get(`/summaries/${collection}/${row.date ?? row.month ?? row.year}?${alone}`);
          assert.deepEqual(one.json.data, row, 'one by itself');
        }
      }
    });
  }

  /** Bitcoin goes by 1 ÷ J/TH: a machine's is that of the default miner times one factor, rounded once to 12 places. */
  async function isInProportion(question, { joules_per_th: joules, currency }, whole) {
    const query = new URLSearchParams({ ...question, currency, miner: 'S19J_PRO', interval: 'month', limit: 1000 });
    const listed = known(await api.all(`/mining?${query}`));
    const factor = divide(decimal('30.5'), decimal(joules), 12);
    for (const name of ['bitcoin_btc', 'value_gbp', ...(currency === 'usd' ? ['value_usd'] : [])]) {
      const of = total(listed.map((row) => row[name]));
      assert.equal(whole[name], of && format(multiply(decimal(of), factor)), name);
    }
  }

  /** The rows themselves, in the three forms, are the half hours that they are summed to. */
  async function recordsAgree({ from, to, definition, farm, lead_party: party }, form) {
    for (const date of days.filter((day) => day >= from && day <= to)) {
      const asked = new URLSearchParams({ date, limit: random.whole(20, 1000), ...(farm && { farm }) });
      const records = await rowsOf(`/records?${asked}`, form);
      const { text } = await api.get(`/records.ndjson?${asked}`);
      const lines = text.split('\n').filter(Boolean).map(exact);
      assert.deepEqual(lines, records.slice(0, lines.length), `NDJSON of ${date}`);
      const counted = records.filter(
        (row) => (row.so_flag === true || definition === 'all_bids') && (!party || partyOf(row.farm, date) === party),
      );
      const query = new URLSearchParams({
        from: date,
        to: date,
        definition,
        interval: 'half_hour',
        by: 'farm',
        limit: 1000,
      });
      if (farm) query.set('farm', farm);
      if (party) query.set('lead_party', party);
      for (const cut of await api.all(`/curtailment?${query}`)) {
        const of = counted.filter((row) => row.settlement_period === cut.settlement_period && row.farm === cut.farm);
        assert.deepEqual(
          sumOf(of),
          totalsOf([cut], figures.slice(0, 3)),
          `${date}, ${cut.settlement_period}, ${cut.farm}`,
        );
      }
      assert.deepEqual(sumOf(counted), expected({ from: date, to: date, definition, farm, lead_party: party }));
    }
  }
  const sumOf = (records) => ({
    records: String(records.length),
    curtailed_mwh: total(records.map((row) => row.volume_mwh.slice(1))),
    payment_gbp: total(records.map((row) => row.payment_gbp)),
  });

  /** The collections of summaries that a range is whole intervals of. */
  function collections(kind, { from, to }) {
    const list = span({ from, to }) <= 366 ? [['daily', from, to]] : [];
    if (kind === 'months' || kind === 'years') list.push(['monthly', from.slice(0, 7), to.slice(0, 7)]);
    if (kind === 'years') list.push(['yearly', from.slice(0, 4), to.slice(0, 4)]);
    return list;
  }

  test('of farms and of lead parties are those of all their days', async () => {
    for (const definition of ['so_flagged', 'all_bids'])
      for (const [list, by, name] of [
        ['farms', 'farm', 'farm'],
        ['lead-parties', 'lead_party', 'lead_party'],
      ]) {
        const query = new URLSearchParams({
          from: days[0],
          to: days.at(-1),
          definition,
          interval: 'month',
          by,
          limit: 1000,
        });
        const cuts = await api.all(`/curtailment?${query}`);
        for (const row of await api.all(`/${list}?definition=${definition}&limit=2`)) {
          const of = cuts.filter((cut) => cut[name] === row[name]);
          const totals = figures.slice(0, 3);
          assert.deepEqual(
            Object.fromEntries(totals.map((total) => [total, row[total]])),
            totalsOf(of, totals),
            row[name],
          );
        }
      }
  });

  test('of a unit by months and days are those of its days, whatever the range', async () => {
    const wrong = await world.query(`
      WITH dates AS (SELECT unnest('{-infinity, 2024-04-19, 2024-04-20, 2024-05-01, 2024-12-31, 2025-01-01, 2025-03-30, 2025-03-31, 2025-04-01,
                                     2025-04-02, 2025-10-26, 2025-11-01, infinity}'::date[]) AS at)
      SELECT u.bm_unit, d.definition, a.at, b.at AS before, t.*, e.*
      FROM dates a, dates b, windfall.bm_units u, windfall.curtailment_definitions d,
           api.unit_totals(u.bm_unit, d.definition, a.at, b.at) t,
           LATERAL (SELECT min(settlement_date), max(settlement_date), sum(records), sum(curtailed_mwh),
                           CASE WHEN count(payment_gbp) = count(*) THEN sum(payment_gbp) END
                    FROM windfall.curtailment_unit_days c
                    WHERE c.bm_unit = u.bm_unit AND c.definition = d.definition AND settlement_date >= a.at AND settlement_date < b.at) e
      WHERE t IS DISTINCT FROM e`);
    assert.deepEqual(wrong, []);
  });

  test('farms by day make their parties of that day', async () => {
    const query = new URLSearchParams({ from: '2025-03-29', to: '2025-04-01', miner: random.of(miners), limit: 1000 });
    const farms = await api.all(`/mining?${query}&by=farm`);
    for (const row of await api.all(`/mining?${query}&by=lead_party`)) {
      const of = farms.filter(({ date, lead_party: party }) => date === row.date && party === row.lead_party);
      assert.deepEqual(totalsOf(of), totalsOf([row]), `${row.date} ${row.lead_party}`);
    }
  });
});
