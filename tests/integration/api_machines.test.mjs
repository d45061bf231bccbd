// Machines by J/TH and value in dollars: exact in every cut, and what is unknown is null.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { bothForms, first, last, useWindyApi } from '../lib/api.mjs';
import { assertSumsHold } from '../lib/checks.mjs';
import { decimal, format, multiply, total, within } from '../lib/decimal.mjs';
import { tempFolder } from '../lib/temp.mjs';

const range = `from=${first}&to=${last}`;
const times = (a, b) => (a === null ? null : format(multiply(decimal(a), decimal(b))));
const known = (rows) => rows.filter((row) => row.records !== null);

let world, api;
useWindyApi((made) => ({ world, api } = made));

const plain = (row) => ({ ...row, miner: undefined, joules_per_th: undefined });

describe('a machine by J/TH', () => {
  test('of a listed efficiency it is that miner', async () => {
    for (const [joules, miner] of [
      ['30.5', 'S19J_PRO'],
      ['98', 'S9'],
      ['21.500', 'S19_XP'],
    ])
      for (const query of [`/mining?${range}&interval=hour`, `/mining?${range}&by=farm&interval=month`]) {
        const custom = await api.all(`${query}&joules_per_th=${joules}`);
        const listed = await api.all(`${query}&miner=${miner}`);
        assert.deepEqual(custom.map(plain), listed.map(plain));
        assert.deepEqual([custom[0].miner, custom[0].joules_per_th], ['custom', format(decimal(joules))]);
      }
  });

  test('of another it is the default’s times the factor, exactly, and nothing is diluted', async () => {
    const factor = '2.479674796748'; // 30.5 ÷ 12.3
    const figures = ['bitcoin_btc', 'value_gbp', 'value_usd'];
    for (const query of [
      `/mining?${range}&interval=half_hour&currency=usd&limit=50`,
      `/mining?${range}&by=lead_party&currency=usd`,
    ]) {
      const listed = await api.all(query);
      const custom = await api.all(`${query}&joules_per_th=12.3`);
      assert.deepEqual(
        custom.map((row) => figures.map((name) => row[name])),
        listed.map((row) => figures.map((name) => times(row[name], factor))),
      );
      assert.ok(custom.every((row) => row.bitcoin_diluted_btc === null));
    }
    // and within a rounding of the formula itself: another listed miner's stored figures
    const [s21] = await api.all(`/mining?from=2025-03-31&to=2025-03-31&miner=S21`);
    const [near] = await api.all(`/mining?from=2025-03-31&to=2025-03-31&joules_per_th=17.500001`);
    assert.ok(
      within(near.bitcoin_btc, s21.bitcoin_btc, format(multiply(decimal(s21.bitcoin_btc), decimal('0.0000001')))),
    );
  });

  for (const by of ['none', 'farm', 'lead_party'])
    test(`every interval by ${by} adds up to the summaries`, async () => {
      const query = 'joules_per_th=12.3&currency=usd&definition=all_bids';
      const names = ['bitcoin_btc', 'value_gbp', 'value_usd'];
      const days = known(await api.all(`/summaries/daily?${range}&${query}`)).map((day) => day.mining[0]);
      const totals = (rows) => names.map((name) => total(rows.map((row) => row[name])));
      for (const interval of ['half_hour', 'hour', 'day', 'month', 'year']) {
        const rows = known(await api.all(`/mining?${range}&${query}&interval=${interval}&by=${by}&limit=200`));
        assert.deepEqual(totals(rows), totals(days), interval);
      }
      const year = (await api.get(`/summaries/yearly/2025?${query}`)).json.data.mining;
      assert.equal(year.length, 1);
      assert.deepEqual([year[0].miner, year[0].joules_per_th], ['custom', '12.3']);
      assert.deepEqual(totals(year), totals(days));
    });

  test('written otherwise it is the same page', async () => {
    const [a, b] = await Promise.all(
      ['12.3', '12.300'].map((joules) => api.get(`/summaries/daily/2025-03-31?joules_per_th=${joules}`)),
    );
    assert.equal(a.text, b.text);
  });

  test('in CSV as in JSON', async () => {
    await bothForms(api, `/mining?${range}&joules_per_th=12.3&currency=usd`);
    const { csv } = await bothForms(api, `/summaries/daily?${range}&joules_per_th=12.3&currency=usd`);
    assert.match(csv.text, /,custom_joules_per_th,custom_bitcoin_btc,.*custom_value_usd,custom_value_usd_per_mwh/);
  });
});

describe('value in dollars', () => {
  test('only where it is asked for', async () => {
    const { data, meta } = (await api.get('/summaries/daily/2025-03-31')).json;
    assert.ok(!('value_usd' in data.mining[0]) && !('value_usd' in meta.units));
    const usd = (await api.get('/summaries/daily/2025-03-31?currency=usd')).json;
    assert.ok(usd.data.mining.every((row) => 'value_usd' in row) && 'value_usd_per_mwh' in usd.meta.units);
  });

  test('each unit’s half hour at the close of its UTC date', async () => {
    const rows = await api.all(`/mining?from=2025-04-01&to=2025-04-01&interval=half_hour&by=farm&currency=usd`);
    const closes = new Map(
      (await api.all('/prices?from=2025-03-31&to=2025-04-01')).map(({ date, btc_usd }) => [date, btc_usd]),
    );
    assert.ok(rows.length > 50);
    assert.ok(
      new Set(rows.map((row) => row.start_utc.slice(0, 10))).size === 2,
      'a summer day starts the evening before',
    );
    for (const row of rows)
      assert.ok(
        within(row.value_usd, times(row.bitcoin_btc, closes.get(row.start_utc.slice(0, 10))), '0.0000005'),
        `${row.start_utc} ${row.farm}`,
      );
  });

  test('adds up from half hours to the year, for every miner, and the checks hold', async () => {
    for (const miner of ['S19J_PRO', 'S21_XP']) {
      const query = `${range}&currency=usd&miner=${miner}&limit=200`;
      const [half, day] = await Promise.all(
        ['half_hour', 'day'].map(async (interval) => known(await api.all(`/mining?${query}&interval=${interval}`))),
      );
      const year = (await api.get(`/summaries/yearly/2025?currency=usd&miner=${miner}`)).json.data.mining[0];
      assert.equal(total(half.map((row) => row.value_usd)), year.value_usd);
      assert.equal(total(day.map((row) => row.value_usd)), year.value_usd);
    }
    await assertSumsHold(world);
  });

  test('a date without a close has none, one without a rate has dollars alone', async () => {
    await world.query(`UPDATE windfall.bitcoin_closes SET usd_close = NULL, usd_source = NULL, gbp_quote = 50000, gbp_source = 'a test'
      WHERE price_date = '2025-03-31'`);
    await world.query(`DELETE FROM windfall.exchange_rates WHERE rate_date BETWEEN '2025-03-27' AND '2025-04-02'`);
    await world.query(`DELETE FROM windfall.bitcoin_prices WHERE price_date IN ('2025-03-31', '2025-04-02')`);
    const csv = path.join(tempFolder(), 'prices.csv');
    writeFileSync(csv, '# Source: a test.\ndate,btc_usd_close\n2020-01-01,7200.5\n');
    await world.must('sync', 'prices', '--file', csv);
    await world.must('recalculate', '--from', first, '--to', last);
    const at = async (interval) => {
      const rows = await api.all(`/mining?from=2025-03-31&to=2025-04-02&interval=${interval}&currency=usd&limit=200`);
      return (time) => rows.find((row) => (row.start_utc ?? row.date ?? row.month) === time);
    };
    const [half, day] = [await at('half_hour'), await at('day')];
    const told = (row) => [row.value_gbp !== null, row.value_usd !== null, row.value_usd_per_mwh !== null];
    assert.deepEqual(told(half('2025-03-31T12:00:00Z')), [true, false, false]);
    assert.deepEqual(told(half('2025-04-02T12:00:00Z')), [false, true, true]);
    assert.deepEqual(told(day('2025-03-31')), [true, false, false]);
    assert.deepEqual(told(day('2025-04-02')), [false, true, true]);
    assert.deepEqual(told((await api.get('/summaries/yearly/2025?currency=usd')).json.data.mining[0]), [
      false,
      false,
      false,
    ]);
    await assertSumsHold(world);
  });
});
