// What stands behind the figures: each source's coverage, what was revised, and the series themselves.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bothForms, first, last, startApi, windyWorld } from '../lib/api.mjs';
import { line, row, stack, stackPath, systemPricesPath, windPath } from '../lib/archive.mjs';
import { startWorlds } from '../lib/world.mjs';

const gap = '2025-04-01'; // its half hours 7 and 8 have no offshore output
const published = (day) => `${day}T23:30:00Z`;
const output = (day, period, psrType, quantity) => ({
  publishTime: published(day),
  businessType: 'Wind generation',
  psrType,
  quantity,
  settlementDate: day,
  settlementPeriod: period,
});
const wind = (day, periods) =>
  JSON.stringify({
    data: Array.from({ length: periods }, (_, i) => i + 1).flatMap((period) => [
      output(day, period, 'Wind Onshore', 1000 + period),
      ...(day === gap && (period === 7 || period === 8) ? [] : [output(day, period, 'Wind Offshore', 2000.5)]),
    ]),
  });
const price = (settlementDate, settlementPeriod) => ({
  settlementDate,
  settlementPeriod,
  systemSellPrice: 80.5,
  systemBuyPrice: 80.5,
  totalAcceptedBidVolume: -6,
});

let worlds, world, api, before7;
const ingest = (day) => world.must('ingest', '--from', day, '--to', day, '--archive', world.archive);
const append = (day, url, body) =>
  appendFileSync(path.join(world.archive, `${day}.jsonl.gz`), gzipSync(line(url, body)));

/** The windy world; then wind output of two days, system prices of one, and half hour 7 of a day told anew. */
before(async () => {
  worlds = await startWorlds();
  world = await windyWorld(worlds);
  api = await startApi(world);
  before7 = (await api.get(`/summaries/daily/2025-03-31?definition=all_bids`)).json.data;
  append('2025-03-30', windPath('2025-03-30'), wind('2025-03-30', 46));
  append(gap, windPath(gap), wind(gap, 48));
  append(gap, systemPricesPath(gap), JSON.stringify({ data: [price(gap, 1), price(gap, 2)] }));
  const told = { id: 'T_WIND-1', volume: '-1.5', originalPrice: '-10', soFlag: false };
  append('2025-03-31', stackPath('bid', '2025-03-31', 7), stack([row('2025-03-31', 7, 1, told)]));
  for (const day of ['2025-03-30', '2025-03-31', gap]) await ingest(day);
});
after(async () => {
  await api?.stop();
  await worlds?.stop();
});

describe('coverage', () => {
  const counts = async (day) =>
    Object.fromEntries(
      (await api.all(`/coverage?from=${day}&to=${day}&limit=2`)).map((row) => [
        row.source,
        ['expected', 'complete', 'provisional', 'empty', 'missing'].map((name) => row[name]).join(' '),
      ]),
    );

  test('each source of a day by its own half hours', async () => {
    assert.deepEqual(await counts(gap), {
      difficulty: '48 48  0 0',
      prices: '1 1  0 0',
      stacks: '48 48 0 0 0',
      system_prices: '48 2  0 46',
      wind_generation: '48 46 0 0 2',
    });
    assert.deepEqual(await counts('2025-03-30'), {
      difficulty: '46 46  0 0',
      prices: '1 1  0 0',
      stacks: '46 46 0 0 0',
      system_prices: '46 0  0 46',
      wind_generation: '46 46 0 0 0',
    });
    assert.equal((await counts('2025-04-02')).stacks, '48 40 0 0 8');
  });

  test('a day of which nothing is known misses everything', async () => {
    for (const row of await api.all('/coverage?from=2031-10-26&to=2031-10-26')) {
      assert.deepEqual([row.complete, row.empty, row.missing], ['0', '0', row.expected]);
      assert.equal(row.expected, row.source === 'prices' ? '1' : '50');
    }
  });

  test('empty is not missing: asked for before it was published', async () => {
    const day = '2025-04-05';
    append(day, stackPath('bid', day, 3), stack([row(day, 3, 1, {})]));
    append(day, stackPath('offer', day, 3), stack([]));
    for (const period of [4, 5])
      for (const side of ['bid', 'offer']) append(day, stackPath(side, day, period), stack([]));
    const [seen] = await api.all(`/coverage?from=${day}&to=${day}&source=stacks`);
    await world.windfall('ingest', '--from', day, '--to', day, '--archive', world.archive);
    const [now] = await api.all(`/coverage?from=${day}&to=${day}&source=stacks`);
    assert.deepEqual([seen.complete, seen.empty, seen.missing], ['0', '0', '48']);
    assert.deepEqual([now.complete, now.empty, now.missing], ['1', '2', '45']);
  });

  test('one source of a range, page by page, and the same in CSV', async () => {
    const rows = await api.all(`/coverage?from=${first}&to=${last}&source=wind_generation&limit=4`);
    assert.equal(rows.pages, 2);
    assert.deepEqual(
      rows.map(({ complete }) => complete),
      ['46', '0', '46', '0', '0', '0'],
    );
    const { json } = await bothForms(api, `/coverage?from=${first}&to=${last}&limit=7`);
    assert.deepEqual(json.meta.coverage, { expected: '286', complete: '278', provisional: '0' });
  });
});

describe('revisions', () => {
  const query = `/revisions?from=${first}&to=${last}&definition=all_bids`;

  test('a day told anew, with its totals before and after', async () => {
    const now = (await api.get(`/summaries/daily/2025-03-31?definition=all_bids`)).json.data;
    const { data } = (await api.get(query)).json;
    assert.equal(data.length, 1);
    const { run_id, revised_at, ...rest } = data[0];
    assert.deepEqual(rest, {
      date: '2025-03-31',
      settlement_periods: ['7'],
      definition: 'all_bids',
      old_curtailed_mwh: before7.curtailed_mwh,
      new_curtailed_mwh: now.curtailed_mwh,
      old_payment_gbp: before7.payment_gbp,
      new_payment_gbp: now.payment_gbp,
    });
    assert.notEqual(rest.old_curtailed_mwh, rest.new_curtailed_mwh);
    assert.equal(revised_at, now.revised_at);
    assert.equal(run_id, await world.one('SELECT run_id FROM windfall.revisions'));
  });

  test('page by page, in both forms; none is 200 without rows', async () => {
    await bothForms(api, query);
    await world.query(`INSERT INTO windfall.revisions (run_id, settlement_date, settlement_periods, totals_before)
      SELECT run_id + 1, settlement_date, '{1,2}', '{}' FROM windfall.revisions`);
    const rows = await api.all(`${query}&limit=1`);
    assert.deepEqual(
      rows.map((row) => [row.settlement_periods.join(), row.new_payment_gbp === null]),
      [
        ['7', false],
        ['1,2', true],
      ],
    );
    assert.deepEqual((await api.get('/revisions?from=2031-01-01&to=2031-01-02')).json.data, []);
  });
});
