// System prices and the control total: shown with its difference, and no reason to refuse anything.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { appendDay, line, row, stack, systemPricesPath, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
let worlds;
before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

const price = (settlementPeriod, totalAcceptedBidVolume, systemPrice = 80.5) => ({
  settlementDate: date,
  settlementPeriod,
  systemSellPrice: systemPrice,
  systemBuyPrice: systemPrice,
  totalAcceptedBidVolume,
});
const body = (rows) => JSON.stringify({ metadata: { datasets: ['MID'] }, data: rows });
const append = (archive, text, status) =>
  appendFileSync(path.join(archive, `${date}.jsonl.gz`), gzipSync(line(systemPricesPath(date), text, status)));
/** Each bid stack holds −1 MWh of gas, that of period 1 another −5 of wind. */
function archiveOf(text, status) {
  const archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1')]);
  writeDay(archive, date, { 1: [{ id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume: '-5' }] });
  if (text !== undefined) append(archive, text, status);
  return archive;
}
const ingest = async (world, archive) => {
  const result = await world.windfall('ingest', '--from', date, '--to', date, '--archive', archive);
  assert.equal(result.code, 0, result.stderr);
};
const kept = (world) =>
  world.query(`SELECT settlement_period AS period, trim_scale(system_sell_gbp_per_mwh) AS sell, trim_scale(accepted_bid_mwh) AS elexon,
    trim_scale(stack_bid_mwh) AS stack FROM windfall.system_prices WHERE accepted_bid_mwh IS NOT NULL OR system_sell_gbp_per_mwh IS NOT NULL ORDER BY 1`);

const sumsAlone = `SELECT count(*) FROM windfall.system_prices
  WHERE coalesce(system_sell_gbp_per_mwh, system_buy_gbp_per_mwh, accepted_bid_mwh) IS NULL`;

describe('system prices', () => {
  test('each with the sum of its bid stack beside it; status shows the difference', async () => {
    const world = await worlds.world();
    await ingest(world, archiveOf(body([price(1, -6), price(2, -1.25, -3), price(3, null)])));
    assert.deepEqual(await kept(world), [
      { period: '1', sell: '80.5', elexon: '-6', stack: '-6' },
      { period: '2', sell: '-3', elexon: '-1.25', stack: '-1' },
      { period: '3', sell: '80.5', elexon: null, stack: '-1' },
    ]);
    const { stdout } = await world.must('status');
    assert.match(
      stdout,
      /control total: 2 half hours, accepted bids by Elexon -7\.250 MWh, by the stacks -7\.000 MWh; 1 differ by more than a thousandth; most in 2025-02-10 period 2, by 0\.250 MWh/,
    );
    const { control_total: control } = JSON.parse((await world.must('status', '--json')).stdout);
    assert.deepEqual([control.half_hours, control.differing, control.worst_difference_mwh], [2, 1, 0.25]);
    await assertSumsHold(world);
  });

  for (const [what, text, status] of [
    ['absent', undefined],
    ['gone', '{"statusCode":404}', 404],
    ['malformed', '{"data":[{}]}'],
    ['a period twice', body([price(1, -6), price(1, -6)])],
    ['another day', body([{ ...price(1, -6), settlementDate: '2025-02-11' }])],
  ])
    test(`${what}: the day is none the worse, and the run says so`, async () => {
      const world = await worlds.world();
      await ingest(world, archiveOf(text, status));
      assert.equal(
        await world.one(`${sumsAlone} AND stack_bid_mwh = CASE settlement_period WHEN 1 THEN -6 ELSE -1 END`),
        '48',
      );
      assert.equal(await world.one('SELECT half_hours FROM windfall.system_price_days'), '0');
      assert.match(
        await world.one('SELECT message FROM windfall.runs ORDER BY run_id DESC LIMIT 1'),
        /1 days without system prices/,
      );
      assert.equal(JSON.parse((await world.must('status', '--json')).stdout).control_total, null);
    });

  test('read again they change nothing; other bids of other units alone change the sum', async () => {
    const archive = archiveOf(body([price(1, -6), price(2, -3)]));
    const world = await worlds.world();
    await ingest(world, archive);
    const first = await digest(world);
    await ingest(world, archive);
    assert.deepEqual(await digest(world), first);
    appendDay(archive, date, [
      ['bid', 2, stack([row(date, 2, 1, { volume: '-1' }), row(date, 2, 2, { volume: '-2' })])],
    ]);
    await ingest(world, archive);
    assert.equal((await kept(world))[1].stack, '-3');
    append(archive, '{}', 500); // the prices fail: what is kept stays
    await ingest(world, archive);
    assert.equal((await kept(world))[1].elexon, '-3');
  });
});
