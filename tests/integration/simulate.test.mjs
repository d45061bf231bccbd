// Simulated days: repeatable, in the recorded shape, good for every step after them.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { periodsOf, readExchanges } from '../fakes/elexon.mjs';
import { stackPath } from '../lib/archive.mjs';
import { assertSumsHold } from '../lib/checks.mjs';
import { windfall } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const fields =
  `settlementDate settlementPeriod startTime createdDateTime sequenceNumber id acceptanceId bidOfferPairId cadlFlag soFlag
  storProviderFlag repricedIndicator reserveScarcityPrice originalPrice volume dmatAdjustedVolume arbitrageAdjustedVolume nivAdjustedVolume
  parAdjustedVolume finalPrice transmissionLossMultiplier tlmAdjustedVolume tlmAdjustedCost`.split(/\s+/);

async function simulate(from, to, seed = 1) {
  const out = tempFolder();
  const result = await windfall(['simulate', '--from', from, '--to', to, '--out', out, '--seed', `${seed}`], {});
  assert.equal(result.code, 0, result.stderr);
  return out;
}
const contents = (folder) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]),
  );

describe('an archive', () => {
  test('the same seed and days give the same bytes, another seed others', async () => {
    const [a, b, c] = await Promise.all([
      simulate('2026-11-01', '2026-11-03'),
      simulate('2026-11-01', '2026-11-03'),
      simulate('2026-11-01', '2026-11-03', 2),
    ]);
    assert.deepEqual(contents(a), contents(b));
    for (const name of readdirSync(a).filter((file) => file !== 'SIMULATED'))
      assert.notEqual(contents(a)[name], contents(c)[name], name);
  });

  test("a day's bytes do not depend on the other days", async () => {
    const [a, b] = await Promise.all([simulate('2026-11-01', '2026-11-03'), simulate('2026-11-02', '2026-11-02')]);
    assert.equal(contents(a)['2026-11-02.jsonl.gz'], contents(b)['2026-11-02.jsonl.gz']);
  });

  test('figures beyond the known ones come with it, marked, and only where needed', async () => {
    const [past, future] = await Promise.all([
      simulate('2025-04-01', '2025-04-01'),
      simulate('2026-11-01', '2026-11-01'),
    ]);
    for (const name of ['difficulty_epochs.csv', 'bitcoin_prices.csv']) {
      assert.ok(!existsSync(path.join(past, name)), name);
      assert.match(readFileSync(path.join(future, name), 'utf8'), /simulated/i);
    }
  });

  for (const date of ['2025-03-30', '2025-06-01', '2025-10-26'])
    test(`${date}: ${periodsOf(date)} periods, both sides, 23 fields in order, the traps`, async () => {
      const exchanges = readExchanges(path.join(await simulate(date, date, 5), `${date}.jsonl.gz`));
      for (const side of ['bid', 'offer'])
        for (let period = 1; period <= 50; period++)
          assert.equal(
            exchanges.get(stackPath(side, date, period)).status,
            period <= periodsOf(date) ? 200 : 404,
            `${side} ${period}`,
          );
      const rows = [...exchanges]
        .filter(([url, { status }]) => url.includes('/stack/') && status === 200)
        .flatMap(([, { body }]) => JSON.parse(body).data ?? []);
      assert.ok(rows.length > 1000);
      for (const row of rows) assert.deepEqual(Object.keys(row), fields);
      const text = [...exchanges.values()].map(({ body }) => body).join('\n');
      assert.match(text, /"volume":-\d+\.\d{18},/, 'a double spelt out');
      assert.match(text, /"volume":-\d+\.\d{1,6},/, 'a shortest form');
      assert.ok(
        rows.some(({ id }) => /^\d+$/.test(id)),
        'a numeric id',
      );
      assert.ok(
        rows.some(({ acceptanceId }) => acceptanceId === null),
        'a null acceptance',
      );
      assert.ok(
        rows.some(({ cadlFlag }) => cadlFlag === null),
        'a null flag',
      );
    });

  test('the register has wind, null ids, a duplicate, capacities as text', async () => {
    const folder = await simulate('2026-11-01', '2026-11-01');
    const [{ body }] = readExchanges(path.join(folder, 'reference-2026-11.jsonl.gz')).values();
    const units = JSON.parse(body);
    const ids = units.map(({ elexonBmUnit }) => elexonBmUnit);
    const wind = units.filter(({ fuelType }) => fuelType === 'WIND');
    assert.ok(wind.length > 100 && wind.length < 140, `${wind.length} wind units`);
    assert.ok(ids.includes(null));
    assert.ok(new Set(ids).size < ids.filter((id, i) => id !== null || ids.indexOf(null) === i).length);
    for (const unit of units) {
      assert.match(unit.generationCapacity, /^\d+\.\d{3}$/);
      assert.match(unit.leadPartyName, /^Simulated /);
    }
  });
});

describe('ten simulated days', () => {
  const [from, to] = ['2026-11-08', '2026-11-17'];
  let worlds, world;
  before(async () => {
    const archive = await simulate(from, to, 7);
    worlds = await startWorlds();
    world = await worlds.world('simulated');
    await world.must('sync', 'difficulty', '--file', path.join(archive, 'difficulty_epochs.csv'));
    await world.must('sync', 'prices', '--file', path.join(archive, 'bitcoin_prices.csv'));
    await world.must('ingest', '--from', from, '--to', to, '--archive', archive);
  });
  after(() => worlds?.stop());

  test('are complete, with money in both directions and Bitcoin for all of it', async () => {
    const range = `settlement_date BETWEEN '${from}' AND '${to}'`;
    assert.deepEqual(
      await world.query(
        `SELECT count(*) AS days, sum(periods - complete) AS missing FROM windfall.settlement_days WHERE ${range}`,
      ),
      [{ days: '10', missing: '0' }],
    );
    const [sums] =
      await world.query(`SELECT sum(curtailed_mwh) > 50000 AS windy, bool_or(payment_gbp < 0) AS pays, bool_or(payment_gbp > 0) AS is_paid
      FROM windfall.curtailment_half_hours WHERE definition = 'all_bids'`);
    assert.deepEqual(sums, { windy: 't', pays: 't', is_paid: 't' });
    assert.equal(
      await world.one(
        'SELECT count(*) FROM windfall.bitcoin_daily_summaries WHERE bitcoin_btc IS NULL OR value_gbp IS NULL',
      ),
      '0',
    );
    assert.equal(
      await world.one(`SELECT count(*) FROM windfall.difficulty_epochs WHERE height > 961632 AND NOT simulated`),
      '0',
    );
    assert.equal(
      await world.one(`SELECT count(*) FROM windfall.curtailment_records WHERE bm_unit LIKE '%SIMUNL%'`),
      '0',
    );
  });
  test('know what stands beside the stacks: output, notifications, control totals, dollars, replacement', async () => {
    const none = (what) => world.one(`SELECT count(*) ${what}`).then((n) => assert.equal(n, '0', what));
    await none('FROM windfall.bitcoin_daily_summaries WHERE value_usd IS NULL');
    await none('FROM windfall.daily_summaries WHERE replacement_gbp IS NULL');
    for (const table of ['wind_generation_days', 'notification_days', 'system_price_days'])
      await none(`FROM windfall.settlement_days d LEFT JOIN windfall.${table} x USING (settlement_date)
        WHERE d.complete > 0 AND x.half_hours IS DISTINCT FROM d.periods`);
    await none('FROM windfall.system_price_days WHERE compared <> half_hours OR differing > 0');
    await none('FROM windfall.wind_generation WHERE generation_mwh < 0');
    await none(`FROM windfall.curtailment_half_hours h
      JOIN api.physical_notifications n USING (settlement_date, settlement_period, bm_unit) WHERE h.curtailed_mwh > n.notified_mwh + 0.00000001`);
    const [share] =
      await world.query(`SELECT sum(s.curtailed_mwh) / (sum(s.curtailed_mwh) + sum(w.generation_mwh)) BETWEEN 0.02 AND 0.5 AS of_output,
      sum(s.curtailed_mwh) / sum(n.notified_mwh) BETWEEN 0.02 AND 0.5 AS of_notified
      FROM windfall.daily_summaries s JOIN windfall.wind_generation_days w USING (settlement_date)
      JOIN windfall.notification_days n USING (settlement_date) WHERE s.definition = 'all_bids'`);
    assert.deepEqual(share, { of_output: 't', of_notified: 't' });
  });
  test('have totals that are the exact sums of their rows', () => assertSumsHold(world));
});
