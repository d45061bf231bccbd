// The figures of the API: every cut of every interval adds up to the last digit, and unknown is never zero.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { bothForms, exact, first, last, startApi, useWindyApi } from '../lib/api.mjs';
import { parseCsv } from '../lib/csv.mjs';
import { total, within } from '../lib/decimal.mjs';
import { needsFigures, recorded, shared } from '../lib/project.mjs';

const range = `from=${first}&to=${last}`;
const figures = ['records', 'curtailed_mwh', 'payment_gbp'];
const mining = [...figures, 'bitcoin_btc', 'value_gbp'];
const diluted = 'bitcoin_diluted_btc';
const miners = ['S19J_PRO', 'S9', 'M20S', 'S19_XP', 'S21', 'S21_PRO', 'S21_XP'];

/** The exact total, null where a part is unknown. */
const totals = (rows, names) => Object.fromEntries(names.map((name) => [name, total(rows.map((row) => row[name]))]));
const energyAlone = (rows) =>
  rows.map((row) => ({
    ...row,
    miner: undefined,
    bitcoin_btc: undefined,
    bitcoin_diluted_btc: undefined,
    value_gbp_per_mwh: undefined,
    value_gbp: undefined,
  }));
const known = (rows) => rows.filter((row) => row.records !== null);

let worlds, world, api;
useWindyApi((made) => ({ worlds, world, api } = made));

describe('summaries', () => {
  test('a day, with every miner in the order of the list', async () => {
    const { json } = await api.get('/summaries/daily/2025-03-31');
    const [row] = await world.query(`
      SELECT records, farms, half_hours, trim_scale(curtailed_mwh) AS mwh, trim_scale(payment_gbp) AS gbp,
             trim_scale(replacement_gbp) AS replacement
      FROM windfall.daily_summaries WHERE settlement_date = '2025-03-31' AND definition = 'so_flagged'`);
    const { data, meta } = json;
    assert.deepEqual(
      [data.records, data.farms, data.half_hours, data.curtailed_mwh, data.payment_gbp, data.replacement_gbp],
      [row.records, row.farms, row.half_hours, row.mwh, row.gbp, row.replacement],
    );
    assert.deepEqual(data.coverage, { expected: '48', complete: '48', provisional: '0' });
    assert.deepEqual(
      data.mining.map(({ miner }) => miner),
      miners,
    );
    assert.ok(within(data.payment_gbp_per_mwh, String(Number(row.gbp) / Number(row.mwh)), '0.000001'));
    assert.equal(meta.data_source, 'recorded');
    assert.match(meta.licence, /^Contains BMRS data © Elexon Limited copyright and database right 20\d\d$/);
    assert.match(data.revised_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('one miner alone', async () => {
    const all = (await api.get('/summaries/daily/2025-03-31')).json.data.mining;
    const one = (await api.get('/summaries/daily/2025-03-31?miner=M20S')).json.data.mining;
    assert.deepEqual(one, [all[2]]);
  });

  test('a day without data is nulls, a day without a bid is zeros', async () => {
    const unknown = (await api.get('/summaries/daily/2031-01-01')).json.data;
    assert.deepEqual([unknown.curtailed_mwh, unknown.records, unknown.mining[0].bitcoin_btc], [null, null, null]);
    assert.deepEqual(unknown.coverage, { expected: '48', complete: '0', provisional: '0' });
    assert.equal(unknown.revised_at, null);
    const calm = (await api.get('/summaries/daily/2025-04-03')).json.data;
    assert.deepEqual(
      [calm.curtailed_mwh, calm.payment_gbp, calm.replacement_gbp, calm.records, calm.farms],
      ['0', '0', '0', '0', '0'],
    );
    assert.deepEqual(calm.mining[0], {
      miner: 'S19J_PRO',
      bitcoin_btc: '0',
      bitcoin_diluted_btc: '0',
      value_gbp: '0',
      value_gbp_per_mwh: null,
    });
    assert.equal(calm.payment_gbp_per_mwh, null);
  });

  test('a day past the calendar has its length all the same', async () => {
    for (const [day, expected] of [
      ['1999-03-28', '46'],
      ['1999-10-31', '50'],
      ['2100-06-01', '48'],
    ])
      assert.equal((await api.get(`/summaries/daily/${day}`)).json.data.coverage.expected, expected);
  });

  test('an unknown price makes the payment unknown, up to the year', async () => {
    for (const key of ['daily/2025-04-04', 'monthly/2025-04', 'yearly/2025']) {
      const { data } = (await api.get(`/summaries/${key}`)).json;
      assert.equal(data.payment_gbp, null, key);
      assert.notEqual(data.curtailed_mwh, null, key);
      assert.notEqual(data.mining[0].bitcoin_btc, null, key);
    }
  });

  test('a month and a year count their whole calendar, and are the sums of their days', async () => {
    const days = known(await api.all(`/summaries/daily?${range}&definition=all_bids`));
    const april = (await api.get('/summaries/monthly/2025-04?definition=all_bids')).json.data;
    const year = (await api.get('/summaries/yearly/2025?definition=all_bids')).json.data;
    assert.deepEqual(april.coverage, { expected: '1440', complete: '184', provisional: '0' });
    assert.deepEqual(year.coverage, { expected: '17520', complete: '278', provisional: '0' });
    assert.equal(april.month, '2025-04');
    assert.equal(year.year, '2025');
    const names = [...figures, 'half_hours'];
    assert.deepEqual(
      totals([april], names),
      totals(
        days.filter(({ date }) => date >= '2025-04-01'),
        names,
      ),
    );
    assert.deepEqual(totals([year], names), totals(days, names));
    for (const [i, miner] of miners.entries())
      for (const name of ['bitcoin_btc', diluted])
        assert.equal(year.mining[i][name], total(days.map((day) => day.mining[i][name])), `${miner} ${name}`);
  });

  test('a series has each interval once, also the empty ones', async () => {
    const days = await api.all('/summaries/daily?from=2025-03-28&to=2025-04-06&limit=3');
    assert.equal(days.pages, 4);
    assert.deepEqual(
      days.map(({ date }) => date.slice(5)),
      ['03-28', '03-29', '03-30', '03-31', '04-01', '04-02', '04-03', '04-04', '04-05', '04-06'],
    );
    assert.deepEqual(days[2], (await api.get('/summaries/daily/2025-03-30')).json.data);
    const months = await api.all('/summaries/monthly?from=2024-11&to=2025-05&limit=2&miner=S9');
    assert.deepEqual(
      months.map(({ month }) => month),
      ['2024-11', '2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'],
    );
    assert.deepEqual(months[5], (await api.get('/summaries/monthly/2025-04?miner=S9')).json.data);
    const years = await api.all('/summaries/yearly?from=2023&to=2026&limit=3');
    assert.deepEqual(
      years.map(({ year }) => year),
      ['2023', '2024', '2025', '2026'],
    );
    assert.deepEqual(years[2], (await api.get('/summaries/yearly/2025')).json.data);
    assert.deepEqual(years[0].coverage, { expected: '17520', complete: '0', provisional: '0' });
  });
});

describe('cuts', () => {
  for (const definition of ['so_flagged', 'all_bids'])
    for (const interval of ['half_hour', 'hour', 'day', 'month', 'year'])
      for (const by of ['none', 'farm', 'lead_party'])
        test(`${definition} by ${interval} and ${by} adds up to the days`, async () => {
          const query = `${range}&definition=${definition}&interval=${interval}&by=${by}&miner=S21&limit=40`;
          const days = known(await api.all(`/summaries/daily?${range}&definition=${definition}&miner=S21`));
          const rows = await api.all(`/mining?${query}`);
          const expected = days.map(({ mining: [bitcoin], ...rest }) => ({ ...rest, ...bitcoin }));
          assert.deepEqual(totals(known(rows), mining), totals(expected, mining));
          if (by === 'none') assert.deepEqual(totals(known(rows), [diluted]), totals(expected, [diluted]));
          else assert.ok(rows.every((row) => row[diluted] === null));
          const keys = rows.map((row) =>
            JSON.stringify([row.start_utc, row.date, row.month, row.year, row.farm, row.lead_party]),
          );
          assert.equal(
            new Set(by === 'farm' ? keys.map((key) => key.replace(/,[^,]*\]$/, '')) : keys).size,
            keys.length,
            'a row twice',
          );
          const plain = await api.all(`/curtailment?${query.replace('&miner=S21', '')}`);
          assert.deepEqual(energyAlone(rows), energyAlone(plain));
        });

  test('each row has its £/MWh: that of the day’s summary, none where nothing was curtailed or a part is unknown', async () => {
    const days = await api.all(`/summaries/daily?${range}&miner=S21`);
    const rows = await api.all(`/mining?${range}&interval=day&miner=S21`);
    const ratios = ({ payment_gbp_per_mwh, value_gbp_per_mwh }) => [payment_gbp_per_mwh, value_gbp_per_mwh];
    assert.deepEqual(
      rows.map(ratios),
      days.map((day) => ratios({ ...day, ...day.mining[0] })),
    );
    const halves = await api.all(`/mining?${range}&interval=half_hour&by=farm`);
    for (const row of halves)
      assert.equal(row.payment_gbp_per_mwh === null, row.payment_gbp === null || Number(row.curtailed_mwh) === 0);
  });

  test('without a cut there is a row an interval, with its coverage', async () => {
    const halves = await api.all(`/curtailment?${range}&interval=half_hour`);
    assert.equal(halves.length, 46 + 5 * 48);
    assert.equal(halves.pages, 6);
    const hole = halves.filter((row) => row.records === null);
    assert.deepEqual(
      hole.map((row) => `${row.settlement_date} ${row.settlement_period} ${row.coverage.complete}`),
      [41, 42, 43, 44, 45, 46, 47, 48].map((period) => `2025-04-02 ${period} 0`),
    );
    assert.equal(halves[0].start_utc, '2025-03-30T00:00:00Z');
    assert.equal(halves[46].start_utc, '2025-03-30T23:00:00Z');
    const hours = await api.all(`/curtailment?${range}&interval=hour`);
    assert.equal(hours.length, 23 + 5 * 24);
    assert.deepEqual(hours[0].coverage, { expected: '2', complete: '2', provisional: '0' });
    const months = await api.all(`/curtailment?${range}&interval=month`);
    assert.deepEqual(
      months.map(({ month, coverage }) => [month, coverage.expected, coverage.complete]),
      [
        ['2025-03', '94', '94'],
        ['2025-04', '192', '184'],
      ],
    );
  });

  test('a party is that of the day; none is a group of its own', async () => {
    const rows = await api.all(`/curtailment?from=2025-03-31&to=2025-04-01&by=lead_party`);
    assert.deepEqual(
      rows.map(({ date, lead_party }) => [date.slice(8), lead_party]),
      [
        ['31', null],
        ['31', 'Ay "One", Söhne & Co'],
        ['31', 'Bee Limited'],
        ['01', null],
        ['01', 'Ay "One", Söhne & Co'],
        ['01', 'Cee Limited'],
      ],
    );
    const [farm] = (await api.all(`/curtailment?${range}&by=farm&interval=year&farm=T_WIND-3`)).values();
    assert.equal(farm.lead_party, 'Cee Limited');
    assert.equal(farm.farm_name, 'T_WIND-3 Wind Farm');
  });

  test('a filter gives the rows of the cut', async () => {
    for (const interval of ['half_hour', 'day', 'year'])
      for (const [by, filter, value] of [
        ['farm', 'farm', 'T_WIND-3'],
        ['lead_party', 'lead_party', 'Ay "One", Söhne & Co'],
      ]) {
        const cut = (await api.all(`/mining?${range}&interval=${interval}&by=${by}&limit=50`)).filter(
          (row) => row[by] === value,
        );
        const asked = await api.all(
          `/mining?${range}&interval=${interval}&by=${by}&${filter}=${encodeURIComponent(value)}`,
        );
        assert.deepEqual([...asked], cut);
        const alone = await api.all(`/mining?${range}&interval=${interval}&${filter}=${encodeURIComponent(value)}`);
        assert.deepEqual(totals(known(alone), mining), totals(cut, mining));
        assert.ok(alone.every((row) => row[diluted] === null));
        assert.ok(interval !== 'day' || alone.length === 6, 'a row a day');
      }
  });

  test('an unknown farm or party gives no rows', async () => {
    for (const query of ['farm=T_NONE', 'lead_party=Nobody', 'farm=T_WIND-1&by=farm&lead_party=Nobody'])
      for (const interval of ['hour', 'day'])
        assert.deepEqual((await api.get(`/curtailment?${range}&${query}&interval=${interval}`)).json.data, []);
  });

  test('an empty range is 200 without rows in a cut, and nulls without', async () => {
    const none = await api.get('/curtailment?from=2031-01-01&to=2031-01-02&by=farm');
    assert.deepEqual([none.status, none.json.data, none.json.meta.next], [200, [], null]);
    const days = (await api.get('/mining?from=2031-01-01&to=2031-01-02')).json.data;
    assert.deepEqual(
      days.map((row) => [row.curtailed_mwh, row.bitcoin_btc, row.coverage.complete]),
      [
        [null, null, '0'],
        [null, null, '0'],
      ],
    );
  });

  for (const interval of ['half_hour', 'day'])
    for (const sort of ['time', 'curtailed_mwh', 'payment_gbp'])
      test(`${interval} sorted by ${sort}, both ways, page by page`, async () => {
        const query = `/curtailment?${range}&by=farm&interval=${interval}`;
        const up = await api.all(`${query}&sort=${sort}&limit=11`);
        const down = await api.all(`${query}&sort=-${sort}&limit=10000`);
        const value = (row) =>
          sort === 'time' ? Date.parse(row.start_utc ?? row.date) : row[sort] === null ? null : Number(row[sort]);
        for (const [rows, sign] of [
          [up, 1],
          [down, -1],
        ])
          for (let i = 1; i < rows.length; i++) {
            if (interval === 'half_hour' && rows[i].settlement_date !== rows[i - 1].settlement_date) continue;
            const [a, b] = [value(rows[i - 1]), value(rows[i])];
            assert.ok(b === null || (a !== null && sign * (b - a) >= 0), `row ${i}: ${a}, ${b}`);
          }
        const ids = (rows) => rows.map((row) => `${row.start_utc ?? row.date} ${row.farm}`).sort();
        assert.deepEqual(ids(up), ids(down));
      });
});

describe('reference', () => {
  test('farms with their totals, found by a part of any name', async () => {
    const farms = await api.all('/farms?limit=2&definition=all_bids');
    assert.deepEqual(
      farms.map(({ farm }) => farm),
      ['T_WIND-1', 'T_WIND-2', 'T_WIND-3'],
    );
    const cut = await api.all(`/curtailment?${range}&by=farm&interval=year&definition=all_bids`);
    assert.deepEqual(totals(farms, figures.slice(1)), totals(cut, figures.slice(1)));
    for (const [q, found] of [
      ['wind-2', 1],
      ['SÖHNE', 1],
      ['cee', 1],
      ['bee', 0],
      ['%25', 0],
      ['_', 3],
      ['gas', 0],
    ])
      assert.equal((await api.all(`/farms?q=${q}`)).length, found, q);
  });

  test('a farm with its parties', async () => {
    const { data } = (await api.get('/farms/T_WIND-3')).json;
    assert.deepEqual(data.parties, [
      { lead_party: 'Bee Limited', from: null, to: '2025-03-31' },
      { lead_party: 'Cee Limited', from: '2025-04-01', to: null },
    ]);
    assert.deepEqual([data.first_curtailment, data.last_curtailment], [first, last]);
    assert.equal(data.generation_capacity_mw, '100');
    for (const id of ['T_NONE', 'T_GAS-1', 't_wind-3']) assert.equal((await api.get(`/farms/${id}`)).status, 404, id);
  });

  test('miners and status', async () => {
    const { data } = (await api.get('/miners')).json;
    assert.deepEqual(
      data.map(({ miner }) => miner),
      miners,
    );
    assert.deepEqual(
      [data[0].hashrate_th, data[0].power_w, data[0].joules_per_th, data[0].default],
      ['100', '3050', '30.5', true],
    );
    assert.equal(data[2].joules_per_th, '49.411765');
    const status = (await api.get('/status')).json.data;
    assert.deepEqual([status.first_day, status.last_day, status.last_complete_day], [first, last, last]);
    assert.deepEqual(status.days, { complete: '5', partial: '1' });
    assert.deepEqual(
      status.sources.map(({ source }) => source),
      ['stacks', 'register', 'difficulty', 'prices', 'wind', 'notifications', 'system_prices'],
    );
    assert.equal(status.last_runs[0].kind, 'ingest');
  });
});

describe('CSV', () => {
  for (const query of [
    `/summaries/daily?${range}`,
    '/summaries/monthly?from=2025-02&to=2025-04&miner=S9',
    '/summaries/yearly?from=2024&to=2025',
    `/curtailment?${range}`,
    `/curtailment?${range}&by=lead_party&interval=month`,
    `/curtailment?${range}&by=farm&interval=half_hour`,
    `/mining?${range}&interval=hour`,
    '/farms?limit=2',
  ])
    test(`${query} equals its JSON`, async () => {
      const { json, csv } = await bothForms(api, query);
      const next = csv.links.find((link) => link.includes('rel="next"'));
      assert.equal(Boolean(next), json.meta.next !== null);
      assert.ok(!next || next.includes('.csv?'), 'the next page is CSV too');
    });

  test('without rows there is the line of names', async () => {
    const { text } = await api.get('/curtailment.csv?from=2031-01-01&to=2031-01-02&by=farm');
    assert.match(text, /^date,farm,farm_name,lead_party,records,curtailed_mwh,payment_gbp,[^\n]*\r\n$/);
  });
});

describe('the recorded days', needsFigures, () => {
  const days = ['2025-03-30', '2025-04-01', '2025-10-26'];
  let real;
  before(async () => {
    const place = await worlds.world('recorded');
    await place.must('sync', 'units', '--file', recorded);
    for (const day of days) await place.must('ingest', '--from', day, '--to', day, '--archive', recorded);
    real = await startApi(place);
  });
  after(() => real?.stop());

  for (const day of days)
    test(`${day} gives the published totals`, async () => {
      const published = parseCsv(readFileSync(path.join(shared, 'elexon-stack/totals.csv'), 'utf8')).find(
        ({ date }) => date === day,
      );
      for (const [definition, kind] of [
        ['so_flagged', 'so'],
        ['all_bids', 'all'],
      ]) {
        const { data } = exact((await real.get(`/summaries/daily/${day}?definition=${definition}`)).text);
        assert.equal(data.records, published[`${kind}_rows`]);
        assert.ok(within(data.curtailed_mwh, published[`${kind}_mwh`], '0.000001'));
        assert.ok(within(data.payment_gbp, published[`${kind}_gbp`], '0.0001'));
        assert.equal(data.coverage.complete, published.periods);
        for (const interval of ['half_hour', 'day']) {
          const rows = await real.all(
            `/curtailment?from=${day}&to=${day}&by=farm&interval=${interval}&definition=${definition}&limit=1000`,
          );
          assert.deepEqual(totals(rows, figures), totals([data], figures));
        }
      }
    });
});
