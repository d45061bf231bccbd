// The recorded days give the published figures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertSumsHold } from '../lib/checks.mjs';
import { parseCsv } from '../lib/csv.mjs';
import { compare, decimal, format, subtract, within } from '../lib/decimal.mjs';
import { needsFigures, recorded, shared } from '../lib/project.mjs';
import { replacementOf, totalsOf, windUnits } from '../lib/totals.mjs';
import { startWorlds } from '../lib/world.mjs';

const MWH = '0.000001';
const GBP_DAY = '0.0001'; // the totals have four decimals
const GBP_UNIT = '0.00002'; // a unit's published sum was made of unrounded payments
const ranges = [
  ['2022-01-01', '2022-01-01'],
  ['2025-03-30', '2025-04-30'],
  ['2025-06-27', '2025-06-28'],
  ['2025-10-26', '2025-10-26'],
];
const figures = (name) => parseCsv(readFileSync(path.join(shared, name), 'utf8'));
const near = (actual, expected, tolerance, what) =>
  assert.ok(
    within(actual, expected, tolerance),
    `${what}: ${actual}, published ${expected}, apart ${format(subtract(decimal(actual), decimal(expected)))}`,
  );

describe('the recorded days', needsFigures, () => {
  let worlds, world, wind;
  before(async () => {
    wind = new Set(['2025-10', '2026-05'].flatMap((month) => [...windUnits(recorded, `reference-${month}.jsonl.gz`)]));
    worlds = await startWorlds();
    world = await worlds.world('recorded');
    await world.must('sync', 'units', '--file', recorded);
    for (const [from, to] of ranges) await world.must('ingest', '--from', from, '--to', to, '--archive', recorded);
  });
  after(() => worlds?.stop());

  const totals = needsFigures.skip ? [] : figures('elexon-stack/totals.csv');
  for (const total of totals)
    test(`${total.date}: ${total.periods} periods, the published totals, and to the last digit those of the text`, async () => {
      const [day] = await world.query(`
        SELECT d.*, s.records AS so_rows, s.curtailed_mwh AS so_mwh, s.payment_gbp AS so_gbp,
               a.records AS all_rows, a.curtailed_mwh AS all_mwh, a.payment_gbp AS all_gbp
        FROM windfall.settlement_days d
        JOIN windfall.daily_summaries s ON s.settlement_date = d.settlement_date AND s.definition = 'so_flagged'
        JOIN windfall.daily_summaries a ON a.settlement_date = d.settlement_date AND a.definition = 'all_bids'
        WHERE d.settlement_date = '${total.date}'`);
      assert.equal(day.periods, total.periods);
      assert.equal(day.complete, total.periods, 'complete half hours');
      assert.equal(day.empty, '0');
      for (const kind of ['all', 'so']) {
        assert.equal(day[`${kind}_rows`], total[`${kind}_rows`]);
        near(day[`${kind}_mwh`], total[`${kind}_mwh`], MWH, `${kind} MWh`);
        near(day[`${kind}_gbp`], total[`${kind}_gbp`], GBP_DAY, `${kind} £`);
        const exact = totalsOf(recorded, total.date, wind, { soFlagged: kind === 'so' });
        assert.equal(
          compare(decimal(day[`${kind}_mwh`]), decimal(exact.mwh)),
          0,
          `${kind} MWh: ${day[`${kind}_mwh`]}, by the text ${exact.mwh}`,
        );
        assert.equal(
          compare(decimal(day[`${kind}_gbp`]), decimal(exact.gbp)),
          0,
          `${kind} £: ${day[`${kind}_gbp`]}, by the text ${exact.gbp}`,
        );
      }
    });

  for (const total of totals)
    test(`${total.date}: what replaced the curtailed wind cost, as the text's offers give it`, async () => {
      for (const definition of ['all_bids', 'so_flagged']) {
        const rows = await world.query(`
          SELECT settlement_period, trim_scale(replacement_gbp) AS gbp FROM windfall.replacement_half_hours
          WHERE settlement_date = '${total.date}' AND definition = '${definition}'`);
        const kept = new Map(rows.map((row) => [Number(row.settlement_period), row.gbp]));
        const expected = replacementOf(recorded, total.date, wind, { soFlagged: definition === 'so_flagged' });
        assert.deepEqual([...kept].sort(), [...expected].sort(), definition);
      }
    });

  const units = needsFigures.skip
    ? []
    : figures('published/wind_bids_by_unit_day.csv').filter(({ date }) => date !== '2025-01-17');
  for (const date of new Set(units.map((unit) => unit.date)))
    test(`${date}: each unit's published MWh and £`, async () => {
      const rows = await world.query(`
        SELECT bm_unit, curtailed_mwh, payment_gbp FROM windfall.curtailment_unit_days
        WHERE settlement_date = '${date}' AND definition = 'all_bids'`);
      const published = new Map(units.filter((unit) => unit.date === date).map((unit) => [unit.bmu, unit]));
      assert.deepEqual(rows.map((row) => row.bm_unit).sort(), [...published.keys()].sort());
      for (const row of rows) {
        const unit = published.get(row.bm_unit);
        near(`-${row.curtailed_mwh}`, unit.volume_mwh, MWH, `${row.bm_unit} MWh`);
        near(row.payment_gbp, unit.cost_gbp, GBP_UNIT, `${row.bm_unit} £`);
      }
    });

  test('a unit that only a later register calls WIND is wind; one that none does is not', async () => {
    const known = await world.query(
      `SELECT bm_unit, ever_wind FROM windfall.bm_units WHERE bm_unit IN ('2__BLOND003', '2__LECOT003') ORDER BY 1`,
    );
    assert.deepEqual(known, [
      { bm_unit: '2__BLOND003', ever_wind: 't' },
      { bm_unit: '2__LECOT003', ever_wind: 'f' },
    ]);
    assert.equal(
      await world.one(`SELECT count(*) FROM windfall.curtailment_records WHERE bm_unit = '2__LECOT003'`),
      '0',
    );
  });

  test('every total is the exact sum of its rows', () => assertSumsHold(world));

  test('every half hour with curtailment has its Bitcoin for every miner', async () => {
    const [{ half_hours, figures: n, miners }] = await world.query(`
      SELECT (SELECT count(*) FROM windfall.curtailment_half_hours) AS half_hours,
             (SELECT count(*) FROM windfall.historical_bitcoin_calculations) AS figures, (SELECT count(*) FROM windfall.miners) AS miners`);
    assert.equal(Number(n), Number(half_hours) * Number(miners));
  });

  test('a month is read through once more without a change', async () => {
    const before = await world.one(`SELECT md5(string_agg(d::text, '|' ORDER BY d)) FROM windfall.daily_summaries d`);
    const epochs = await world.one(
      `SELECT md5(string_agg(e::text, '|' ORDER BY e)) FROM windfall.epochs e WHERE key LIKE 'day:%'`,
    );
    await world.must('ingest', '--from', '2025-04-01', '--to', '2025-04-07', '--archive', recorded);
    assert.equal(
      await world.one(`SELECT md5(string_agg(d::text, '|' ORDER BY d)) FROM windfall.daily_summaries d`),
      before,
    );
    assert.equal(
      await world.one(`SELECT md5(string_agg(e::text, '|' ORDER BY e)) FROM windfall.epochs e WHERE key LIKE 'day:%'`),
      epochs,
    );
  });
});
