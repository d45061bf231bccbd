// The Bitcoin of a day: published figures, the difficulty's limits, the price's rule.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold } from '../lib/checks.mjs';
import { parseCsv } from '../lib/csv.mjs';
import { within } from '../lib/decimal.mjs';
import { needsFigures, shared } from '../lib/project.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds;
before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

const ingest = (world, archive, from, to = from) =>
  world.windfall('ingest', '--from', from, '--to', to, '--archive', archive);
const wind = (id, volume, price = '-50.00') => ({ id, soFlag: true, volume, originalPrice: price });

test('2025-01-17: 74 units give the published BTC, and the day 36.0344519', needsFigures, async () => {
  const published = parseCsv(readFileSync(path.join(shared, 'published/btc_s19j_pro_2025-01-17.csv'), 'utf8'));
  const volumes = parseCsv(readFileSync(path.join(shared, 'published/wind_bids_by_unit_day.csv'), 'utf8'));
  const day = volumes.filter(({ date }) => date === '2025-01-17');
  const archive = tempFolder();
  writeRegister(
    archive,
    '2025-01',
    day.map(({ bmu }) => unit(bmu)),
  );
  writeDay(archive, '2025-01-17', { 20: day.map(({ bmu, volume_mwh }) => wind(bmu, volume_mwh)) });

  const world = await worlds.world();
  assert.equal((await ingest(world, archive, '2025-01-17')).code, 0);
  const rows =
    await world.query(`SELECT bm_unit, bitcoin_btc, difficulty, subsidy_btc FROM windfall.historical_bitcoin_calculations
                                  WHERE definition = 'so_flagged' AND miner = 'S19J_PRO'`);
  assert.equal(rows.length, 74);
  for (const { bm_unit, bitcoin_btc, difficulty, subsidy_btc } of rows) {
    assert.equal(Number(difficulty), 110451907374649.52);
    assert.equal(Number(subsidy_btc), 3.125);
    const { btc } = published.find(({ bmu }) => bmu === bm_unit);
    assert.ok(within(bitcoin_btc, btc, '0.000003'), `${bm_unit}: ${bitcoin_btc}, published ${btc}`);
  }
  const [total] = await world.query(`SELECT bitcoin_btc, curtailed_mwh FROM windfall.bitcoin_daily_summaries
    JOIN windfall.daily_summaries USING (settlement_date, definition) WHERE definition = 'so_flagged' AND miner = 'S19J_PRO'`);
  assert.ok(within(total.bitcoin_btc, '36.0344519', '0.00000005'), total.bitcoin_btc);
  assert.ok(within(total.curtailed_mwh, '46344.512543', '0.000001'), total.curtailed_mwh);
  await assertSumsHold(world);
});

test('a fleet dilutes itself: 6.3 GW in half an hour, alone and together', async () => {
  const archive = tempFolder();
  writeRegister(archive, '2025-10', [unit('T_ONE-1'), unit('T_TWO-1')]);
  writeDay(archive, '2025-10-30', { 20: [wind('T_ONE-1', '-1575'), wind('T_TWO-1', '-1575')] });
  const world = await worlds.world();
  assert.equal((await ingest(world, archive, '2025-10-30')).code, 0);
  const kept = (columns, miner = 'S21_XP') =>
    world.query(`SELECT ${columns} FROM windfall.bitcoin_half_hours
                 WHERE definition = 'so_flagged' AND miner = '${miner}' ORDER BY settlement_period`);
  // 1575 MWh twice at D = 155973032196071.94; H = D × 2^32 ÷ 600 = 1116.5 EH/s, h = 6.3 GW ÷ 13.5 J/TH = 466.7 EH/s
  const together = [{ settlement_period: '20', bitcoin_btc: '3.918500724042', diluted_btc: '2.763451482833' }];
  assert.deepEqual(await kept('settlement_period, bitcoin_btc, diluted_btc'), together);
  assert.deepEqual(await kept('diluted_btc', 'S9'), [{ diluted_btc: '0.510405362527' }]);
  await assertSumsHold(world);

  await world.query(`UPDATE windfall.bitcoin_half_hours SET diluted_btc = 1 WHERE miner = 'S21_XP'`);
  await world.query(`DELETE FROM windfall.bitcoin_half_hours WHERE miner = 'S9'`);
  await world.must('recalculate', '--from', '2025-10-30', '--to', '2025-10-30');
  assert.deepEqual(await kept('settlement_period, bitcoin_btc, diluted_btc'), together);
  assert.deepEqual(await kept('diluted_btc', 'S9'), [{ diluted_btc: '0.510405362527' }]);
  await assertSumsHold(world);
});

describe('one farm, one MWh', () => {
  const archive = tempFolder();
  const days = ['2024-04-19', '2024-04-20', '2016-07-09', '2025-04-01', '2026-04-10', '2026-08-20', '2026-09-01'];
  before(() => {
    writeRegister(archive, '2016-01', [unit('T_ONE-1')]);
    for (const date of days) writeDay(archive, date, { 1: [wind('T_ONE-1', '-1')], 20: [wind('T_ONE-1', '-1')] });
  });
  const figures = (world, date) =>
    world.query(`SELECT settlement_period AS period, bitcoin_btc, value_gbp, difficulty, subsidy_btc
      FROM windfall.historical_bitcoin_calculations
      WHERE settlement_date = '${date}' AND definition = 'so_flagged' AND miner = 'S19J_PRO' ORDER BY 1`);

  test("a half hour has its own moment's subsidy: the fourth halving is inside 2024-04-20", async () => {
    const world = await worlds.world();
    assert.equal((await ingest(world, archive, '2024-04-19', '2024-04-20')).code, 0);
    const subsidies = [...(await figures(world, '2024-04-19')), ...(await figures(world, '2024-04-20'))].map((row) =>
      Number(row.subsidy_btc),
    );
    // period 1 of the 20th begins on the 19th at 23:00 UTC, the halving was at 00:09:27
    assert.deepEqual(subsidies, [6.25, 6.25, 6.25, 3.125]);
  });

  test('the value is that of the UTC date of the half hour', async () => {
    const world = await worlds.world();
    assert.equal((await ingest(world, archive, '2025-04-01')).code, 0);
    const rows = await figures(world, '2025-04-01');
    const price = async (date) =>
      Number(await world.one(`SELECT price_gbp FROM windfall.bitcoin_prices WHERE price_date = '${date}'`));
    for (const [i, date] of ['2025-03-31', '2025-04-01'].entries())
      assert.ok(Math.abs(Number(rows[i].value_gbp) - Number(rows[i].bitcoin_btc) * (await price(date))) < 1e-5);
    assert.notEqual(rows[0].value_gbp, rows[1].value_gbp);
  });

  test('a difficulty that is not known gives no figure and an error that names the command', async () => {
    const world = await worlds.world();
    const result = await ingest(world, archive, '2026-09-01');
    assert.notEqual(result.code, 0);
    assert.match(result.stderr, /difficulty/i);
    assert.match(result.stderr, /windfall sync difficulty/);
    assert.deepEqual(await figures(world, '2026-09-01'), []);
    const [day] = await world.query(`SELECT s.curtailed_mwh, b.bitcoin_btc FROM windfall.daily_summaries s
      LEFT JOIN windfall.bitcoin_daily_summaries b USING (settlement_date, definition)
      WHERE settlement_date = '2026-09-01' AND definition = 'so_flagged' AND (b.miner IS NULL OR b.miner = 'S19J_PRO')`);
    assert.equal(Number(day.curtailed_mwh), 2, 'the energy is known all the same');
    assert.equal(day.bitcoin_btc, null, 'unknown, not zero');
    await assertSumsHold(world);
  });

  test('once the difficulty comes, by a file, recalculate gives the figures', async () => {
    const world = await worlds.world();
    await ingest(world, archive, '2026-09-01');
    const file = path.join(world.state, 'epochs.csv');
    writeFileSync(
      file,
      '# Known through 2026-09-10T00:00:00Z.\nheight,start_time_utc,start_date_utc,difficulty,source\n963648,2026-08-22T05:00:00Z,2026-08-22,130000000000000,a test\n',
    );
    await world.must('sync', 'difficulty', '--file', file);
    await world.must('recalculate', '--from', '2026-09-01', '--to', '2026-09-01');
    const rows = await figures(world, '2026-09-01');
    assert.deepEqual(
      rows.map(({ difficulty }) => Number(difficulty)),
      [130000000000000, 130000000000000],
    );
    // 1 MWh × 3.6e9 ÷ 30.5 × 1e12 ÷ (D × 2^32) × 3.125
    assert.ok(
      Math.abs(Number(rows[0].bitcoin_btc) - (((3.6e9 / 30.5) * 1e12) / (130000000000000 * 2 ** 32)) * 3.125) < 2e-12,
    );
    await assertSumsHold(world);
  });

  test('a price that is not known gives a null value and the Bitcoin all the same', async () => {
    const world = await worlds.world();
    await ingest(world, archive, '2026-08-20');
    const rows = await figures(world, '2026-08-20');
    assert.equal(rows.length, 2);
    assert.deepEqual(
      rows.map(({ value_gbp }) => value_gbp),
      [null, null],
    );
    assert.equal(
      await world.one(`SELECT value_gbp FROM windfall.bitcoin_daily_summaries
      WHERE settlement_date = '2026-08-20' AND definition = 'so_flagged' AND miner = 'S9'`),
      null,
    );
  });
});
