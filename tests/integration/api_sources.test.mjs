// What stands behind the figures: each source's coverage, what was revised, and the series themselves.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { bothForms, first, last, useWindyApi } from '../lib/api.mjs';
import { line, row, stack, stackPath, systemPricesPath, windPath } from '../lib/archive.mjs';
import { parseCsv } from '../lib/csv.mjs';
import { format, sum } from '../lib/decimal.mjs';
import { root } from '../lib/project.mjs';
import { referenceEpochs } from '../lib/retargets.mjs';

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

let world, api, before7;
const ingest = (day) => world.must('ingest', '--from', day, '--to', day, '--archive', world.archive);
const append = (day, url, body) =>
  appendFileSync(path.join(world.archive, `${day}.jsonl.gz`), gzipSync(line(url, body)));

/** The windy world; then wind output of two days, system prices of one, and half hour 7 of a day told anew. */
useWindyApi(async (made) => {
  ({ world, api } = made);
  before7 = (await api.get(`/summaries/daily/2025-03-31?definition=all_bids`)).json.data;
  append('2025-03-30', windPath('2025-03-30'), wind('2025-03-30', 46));
  append(gap, windPath(gap), wind(gap, 48));
  append(gap, systemPricesPath(gap), JSON.stringify({ data: [price(gap, 1), price(gap, 2)] }));
  const told = { id: 'T_WIND-1', volume: '-1.5', originalPrice: '-10', soFlag: false };
  append('2025-03-31', stackPath('bid', '2025-03-31', 7), stack([row('2025-03-31', 7, 1, told)]));
  for (const day of ['2025-03-30', '2025-03-31', gap]) await ingest(day);
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
      notifications: '48 0  0 48',
      prices: '1 1  0 0',
      stacks: '48 48 0 0 0',
      system_prices: '48 2  0 46',
      wind_generation: '48 46 0 0 2',
    });
    assert.deepEqual(await counts('2025-03-30'), {
      difficulty: '46 46  0 0',
      notifications: '46 0  0 46',
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

describe('wind generation', () => {
  const figures = ['onshore_mwh', 'offshore_mwh', 'generation_mwh'];
  const rows = (interval, from = first, to = last) =>
    api.all(`/wind-generation?from=${from}&to=${to}&interval=${interval}&limit=30`);
  const total = (list) =>
    figures.map((name) => {
      const values = list.map((row) => row[name]);
      return values.includes(null) ? null : format(sum(values));
    });

  test('half hours are half of each MW; what is not known is null, with its coverage', async () => {
    const halves = await rows('half_hour');
    assert.equal(halves.length, 46 + 5 * 48);
    assert.deepEqual(halves[0], {
      settlement_date: first,
      settlement_period: '1',
      start_utc: '2025-03-30T00:00:00Z',
      onshore_mwh: '500.5',
      offshore_mwh: '1000.25',
      generation_mwh: '1500.75',
      coverage: { expected: '1', complete: '1', provisional: '0' },
    });
    const seventh = halves.find((row) => row.settlement_date === gap && row.settlement_period === '7');
    assert.deepEqual([...figures.map((name) => seventh[name]), seventh.coverage.complete], ['503.5', null, null, '0']);
    const unknown = halves.filter((row) => row.coverage.complete === '0');
    assert.equal(unknown.length, 4 * 48 + 2);
  });

  test('half hours, hours, the day, its month and year add up', async () => {
    const [halves, hours, days] = await Promise.all(['half_hour', 'hour', 'day'].map((i) => rows(i, first, first)));
    assert.deepEqual([halves.length, hours.length, days.length], [46, 23, 1]);
    assert.deepEqual(total(hours), total(halves));
    assert.deepEqual(total(days), total(halves));
    assert.equal(days[0].date, first);
    const [month] = await rows('month', first, first);
    assert.deepEqual([month.month, ...total([month])], ['2025-03', ...total(days)]);
    const [year] = await rows('year', first, first);
    assert.deepEqual([year.year, ...total([year])], ['2025', ...total(days)]);
    const summary = (await api.get(`/summaries/daily/${first}`)).json.data;
    assert.equal(summary.wind_generation_mwh, days[0].generation_mwh);
  });

  test('a day with a gap is unknown, and so is every longer total of it', async () => {
    for (const interval of ['day', 'month', 'year']) {
      const row = (await rows(interval, gap, gap))[0];
      assert.deepEqual(total([row]), [null, null, null], interval);
      assert.deepEqual(row.coverage, { expected: '48', complete: '46', provisional: '0' });
    }
    const { meta } = (await api.get(`/wind-generation?from=${first}&to=${last}`)).json;
    assert.deepEqual(meta.coverage, { expected: '286', complete: '92', provisional: '0' });
  });

  test('in CSV as in JSON', async () => {
    for (const interval of ['half_hour', 'hour', 'day', 'month', 'year'])
      await bothForms(api, `/wind-generation?from=${first}&to=${last}&interval=${interval}`);
  });
});

describe('difficulty', () => {
  const epochs = referenceEpochs();
  test('the epochs in force, the first from before the range', async () => {
    const from = '2025-04-01';
    const rows = await api.all(`/difficulty?from=${from}&to=2025-05-01&limit=1`);
    const known = new Map(epochs.map(({ height, difficulty }) => [height, Number(difficulty)]));
    assert.deepEqual(
      rows.map(({ difficulty }) => Number(difficulty)),
      rows.map(({ height }) => known.get(height)),
    );
    assert.ok(rows.length >= 2 && rows.length <= 4, String(rows.length));
    assert.ok(rows[0].start_utc < `${from}T` && rows[0].until_utc > `${from}T`);
    for (let i = 1; i < rows.length; i++) {
      assert.equal(rows[i].start_utc, rows[i - 1].until_utc);
      assert.equal(Number(rows[i].height), Number(rows[i - 1].height) + 2016);
    }
    assert.ok(rows.every(({ source }) => source));
  });

  test('none past what is known, which is said', async () => {
    const known = await world.one(
      `SELECT api.utc_text(known_through) FROM api.reference_series WHERE series = 'difficulty'`,
    );
    const { json } = await bothForms(api, `/difficulty?from=${first}&to=${last}`);
    assert.equal(json.meta.known_through, known);
    assert.deepEqual((await api.get('/difficulty?from=2031-01-01&to=2031-02-01')).json.data, []);
    const [last_] = (await api.all('/difficulty?from=2009-01-03&to=2031-01-01&limit=1000')).slice(-1);
    assert.equal(last_.until_utc, null);
    assert.equal(last_.height, String(epochs.at(-1).height));
  });
});

describe('prices', () => {
  const closes = parseCsv(readFileSync(path.join(root, 'sql/reference/btc_usd_daily.csv'), 'utf8'));
  const rates = parseCsv(readFileSync(path.join(root, 'sql/reference/usd_gbp_daily.csv'), 'utf8'));

  test('a row a UTC date: the close, the rate with its date, the product', async () => {
    const rows = await api.all('/prices?from=2025-04-03&to=2025-04-08&limit=2');
    assert.equal(rows.pages, 3);
    for (const row of rows) {
      const close = Object.values(closes.find((line) => Object.values(line)[0] === row.date))[1];
      assert.equal(Number(row.btc_usd), Number(close), row.date);
      const rate = rates.filter(({ date }) => date <= row.date).at(-1);
      assert.deepEqual([row.usd_gbp_date, Number(row.usd_gbp)], [rate.date, Number(rate.usd_gbp)]);
      assert.ok(Math.abs(Number(row.btc_gbp) - Number(close) * Number(rate.usd_gbp)) < 1e-5);
    }
    assert.equal(rows[2].usd_gbp_date, '2025-04-04', 'of a Saturday the rate is Friday’s');
  });

  test('a date without a rate has its close alone; one without a price is nulls', async () => {
    const [row] = await api.all('/prices?from=2026-07-01&to=2026-07-01');
    assert.deepEqual([row.usd_gbp, row.usd_gbp_date, row.btc_gbp], [null, null, null]);
    assert.ok(Number(row.btc_usd) > 0 && row.source);
    const [none] = await api.all('/prices?from=2031-01-01&to=2031-01-01');
    assert.deepEqual(Object.values(none), ['2031-01-01', null, null, null, null, null]);
    await bothForms(api, '/prices?from=2026-04-10&to=2026-05-01');
  });
});
