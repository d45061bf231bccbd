// What replaced the curtailed wind cost: from the offer stack, per definition and half hour, up to the year.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { appendDay, row, stack, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
let worlds;
before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

const wind = (volume, fields = {}) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume, ...fields });
const offers = (period, rows) => [
  'offer',
  period,
  stack(rows.map((fields, i) => row(date, period, fields.sequenceNumber ?? i + 1, fields))),
];
const gas = (volume, originalPrice, fields = {}) => ({ volume, originalPrice, ...fields });

/** Periods 1 to 4 have curtailment: 5 MWh SO-flagged, in period 1 another 3 that are not. */
function archiveOf(...replies) {
  const archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1'), unit('T_GAS-1', { fuelType: 'CCGT' })]);
  writeDay(archive, date, {
    1: [wind('-5'), wind('-3', { soFlag: false })],
    2: [wind('-5')],
    3: [wind('-5')],
    4: [wind('-5')],
  });
  appendDay(archive, date, replies);
  return archive;
}
const covered = [1, 2, 3, 4].map((period) => offers(period, [gas('100', '80')]));

const ingest = async (world, archive) => {
  const result = await world.windfall('ingest', '--from', date, '--to', date, '--archive', archive);
  assert.equal(result.code, 0, result.stderr);
};
const kept = async (world, definition) =>
  Object.fromEntries(
    (
      await world.query(`SELECT settlement_period AS period, trim_scale(replacement_gbp) AS gbp
        FROM windfall.replacement_half_hours WHERE definition = '${definition}' ORDER BY 1`)
    ).map(({ period, gbp }) => [period, gbp]),
  );
const totals = (world, definition) =>
  world.query(`SELECT trim_scale(d.replacement_gbp) AS day, trim_scale(m.replacement_gbp) AS month, trim_scale(y.replacement_gbp) AS year
    FROM windfall.daily_summaries d JOIN windfall.monthly_summaries m USING (definition) JOIN windfall.yearly_summaries y USING (definition)
    WHERE definition = '${definition}'`);

describe('replacement cost', () => {
  test('offers in their order until they cover the energy, the last pro rata', async () => {
    const archive = archiveOf(
      ...covered,
      offers(1, [gas('4', '70', { soFlag: true }), gas('4', '100', { sequenceNumber: 9 }), gas('2', '120.5')]),
      offers(2, [
        gas('50', '10', { cadlFlag: true }),
        gas('50', '10', { id: 'T_WIND-1' }), // a bid undone
        gas('-50', '10'),
        gas('2', '90', { id: '42', acceptanceId: null, bidOfferPairId: null }), // outside the balancing mechanism
        gas('2', '95', { id: null, soFlag: null }),
        gas('9', '200.0000005', { cadlFlag: null }),
      ]),
    );
    const world = await worlds.world();
    await ingest(world, archive);
    // period 1: 2 × 120.5, then 3 (or all 4, and 2 of the flagged at 70) × 100; period 2: 2 × 90 + 2 × 95 + 1 × 200.0000005
    assert.deepEqual(await kept(world, 'so_flagged'), { 1: '541', 2: '570', 3: '400', 4: '400' });
    assert.deepEqual(await kept(world, 'all_bids'), { 1: '781', 2: '570', 3: '400', 4: '400' });
    assert.deepEqual(await totals(world, 'so_flagged'), [{ day: '1911', month: '1911', year: '1911' }]);
    assert.deepEqual(await totals(world, 'all_bids'), [{ day: '2151', month: '2151', year: '2151' }]);
    await assertSumsHold(world);
  });

  test('where the offers do not cover it, it is unknown, up to the year; of the other definition it is not', async () => {
    const world = await worlds.world();
    await ingest(world, archiveOf(...covered, offers(1, [gas('7', '80')])));
    assert.deepEqual(await kept(world, 'all_bids'), { 1: null, 2: '400', 3: '400', 4: '400' });
    assert.deepEqual(await totals(world, 'all_bids'), [{ day: null, month: null, year: null }]);
    assert.deepEqual(await totals(world, 'so_flagged'), [{ day: '1600', month: '1600', year: '1600' }]);
    await assertSumsHold(world);
  });

  test('other offers alone change it, and nothing else; the same ones again change nothing', async () => {
    const archive = archiveOf(...covered);
    const world = await worlds.world();
    await ingest(world, archive);
    const first = await digest(world);
    await ingest(world, archive);
    assert.deepEqual(await digest(world), first);
    appendDay(archive, date, [offers(3, [gas('100', '81')])]);
    const verified = await world.windfall('verify', '--from', date, '--to', date, '--archive', archive);
    assert.equal(verified.code, 65, verified.stderr);
    await ingest(world, archive);
    assert.deepEqual(
      await world.query(`SELECT settlement_periods, totals_before -> 'so_flagged' ->> 'replacement_gbp' AS before,
        totals_after -> 'so_flagged' ->> 'replacement_gbp' AS after FROM windfall.revisions`),
      [{ settlement_periods: '{3}', before: '1600.000000', after: '1605.000000' }],
    );
    const second = await digest(world);
    const changed = Object.keys(first).filter((table) => first[table] !== second[table]);
    assert.deepEqual(changed.sort(), [
      'daily_summaries',
      'epochs',
      'monthly_summaries',
      'periods',
      'replacement_half_hours',
      'settlement_days',
      'yearly_summaries',
    ]);
    assert.deepEqual(await totals(world, 'so_flagged'), [{ day: '1605', month: '1605', year: '1605' }]);
    await assertSumsHold(world);
  });

  test('an offer twice counts once', async () => {
    const world = await worlds.world();
    const [side, period, body] = offers(2, [gas('4', '80'), gas('4', '100')]);
    const twice = body.replace(/\[(\{"settlementDate"[^}]*\}),/, '[$1,$1,');
    assert.notEqual(twice, body);
    await ingest(world, archiveOf(...covered, [side, period, twice]));
    assert.equal((await kept(world, 'so_flagged'))[2], '420');
  });

  test('offers that contradict each other, or are beyond belief, leave it unknown and the curtailment as it is', async () => {
    const world = await worlds.world();
    await ingest(
      world,
      archiveOf(
        ...covered,
        offers(2, [gas('4', '80', { sequenceNumber: 1 }), gas('9', '100', { sequenceNumber: 1 })]),
        offers(3, [gas('4', '999999')]),
      ),
    );
    assert.deepEqual(await kept(world, 'so_flagged'), { 1: '400', 2: null, 3: null, 4: '400' });
    assert.equal(await world.one(`SELECT sum(-volume_mwh) FROM windfall.curtailment_records`), '23.000000000');
    await assertSumsHold(world);
  });

  test('curtailment that a later reading takes back has no replacement', async () => {
    const archive = archiveOf(...covered);
    const world = await worlds.world();
    await ingest(world, archive);
    appendDay(
      archive,
      date,
      [1, 2, 3].map((period) => ['bid', period, stack([row(date, period, 1, {})])]),
    );
    await ingest(world, archive);
    assert.deepEqual(await kept(world, 'so_flagged'), { 4: '400' });
    assert.deepEqual(await totals(world, 'so_flagged'), [{ day: '400', month: '400', year: '400' }]);
    await assertSumsHold(world);
  });
});
