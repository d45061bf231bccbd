// Farms and lead parties over time: the totals of a party are those of its units while they were its own.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bothForms, first, last, startApi, useWindyApi } from '../lib/api.mjs';
import { total } from '../lib/decimal.mjs';

const ay = 'Ay "One", Söhne & Co';
const names = ['records', 'curtailed_mwh', 'payment_gbp'];
const totals = (rows) => Object.fromEntries(names.map((name) => [name, total(rows.map((row) => row[name]))]));
const one = (name, definition = 'so_flagged') => `/lead-parties/${encodeURIComponent(name)}?definition=${definition}`;

let worlds, api;
useWindyApi((made) => ({ worlds, api } = made));

describe('lead parties', () => {
  test('page by page, units without one first', async () => {
    const parties = await api.all('/lead-parties?limit=1');
    assert.deepEqual(
      parties.map(({ lead_party }) => lead_party),
      [null, ay, 'Bee Limited', 'Cee Limited'],
    );
    assert.deepEqual(
      parties.map((p) => [p.farms_count, p.generation_capacity_mw]),
      [
        ['1', '100'],
        ['1', '100'],
        ['1', '0'],
        ['1', '100'],
      ],
    );
    assert.deepEqual(
      parties.map((p) => [p.first_curtailment, p.last_curtailment]),
      [
        [first, last],
        [first, last],
        [first, '2025-03-31'],
        ['2025-04-01', last],
      ],
    );
  });

  test('found by a part of the name in either case', async () => {
    for (const [q, found] of [
      ['söhne', [ay]],
      ['LIMITED', ['Bee Limited', 'Cee Limited']],
      ['gas', []],
    ])
      assert.deepEqual(
        (await api.all(`/lead-parties?q=${encodeURIComponent(q)}`)).map(({ lead_party }) => lead_party),
        found,
      );
  });

  for (const definition of ['so_flagged', 'all_bids'])
    test(`${definition}: parties, their farms, the farms and the cut agree`, async () => {
      const parties = await api.all(`/lead-parties?definition=${definition}`);
      const farms = await api.all(`/farms?definition=${definition}`);
      assert.deepEqual(totals(parties), totals(farms));
      const query = `/curtailment?from=${first}&to=${last}&interval=year&by=lead_party&definition=${definition}`;
      const cut = new Map((await api.all(query)).map((row) => [row.lead_party, row]));
      for (const party of parties) {
        const { data } = (await api.get(one(party.lead_party ?? '-', definition))).json;
        const { farms: stays, ...figures } = data;
        assert.deepEqual(figures, party);
        assert.deepEqual(totals([party]), totals(stays));
        assert.deepEqual(totals([party]), totals([cut.get(party.lead_party)]));
        assert.ok(stays.every((stay) => stay.definition === definition));
      }
    });

  test('a farm that changed its party is of each in its time', async () => {
    const bee = (await api.get(one('Bee Limited'))).json.data.farms;
    const cee = (await api.get(one('Cee Limited'))).json.data.farms;
    assert.deepEqual(
      [...bee, ...cee].map(({ farm, from, to }) => [farm, from, to]),
      [
        ['T_WIND-3', null, '2025-03-31'],
        ['T_WIND-3', '2025-04-01', null],
      ],
    );
    const farm = (await api.get('/farms/T_WIND-3')).json.data;
    assert.deepEqual(totals([...bee, ...cee]), totals([farm]));
  });

  test('an unknown price makes the total unknown, the range is that of the days known', async () => {
    const { data, meta } = (await api.get(one(ay))).json;
    assert.equal(data.payment_gbp, null);
    assert.notEqual(data.curtailed_mwh, null);
    assert.deepEqual(meta.coverage, { expected: '286', complete: '278', provisional: '0' });
  });

  test('an unknown party is 404, also one of no wind farm', async () => {
    for (const name of ['Nobody', 'bee limited', 'Bee Limited '])
      assert.equal((await api.get(one(name))).status, 404, name);
  });

  test('units without a party can be chosen in a cut', async () => {
    for (const interval of ['half_hour', 'day', 'year']) {
      const query = `/mining?from=${first}&to=${last}&interval=${interval}&by=lead_party&limit=50`;
      const cut = (await api.all(query)).filter(({ lead_party }) => lead_party === null);
      assert.ok(cut.length > 0);
      assert.deepEqual([...(await api.all(`${query}&lead_party=-`))], cut);
    }
  });

  test('CSV equals JSON', async () => {
    await bothForms(api, '/lead-parties');
  });
});

describe('before any day', () => {
  test('there are no farms and no parties, and nothing is known', async () => {
    const empty = await startApi(await worlds.world('recorded'));
    for (const uri of ['/farms', '/lead-parties']) {
      const { status, json } = await empty.get(uri);
      assert.deepEqual([status, json.data], [200, []]);
      assert.deepEqual(json.meta.coverage, { expected: '0', complete: '0', provisional: '0' });
    }
    assert.equal((await empty.get('/lead-parties/-')).status, 404);
    await empty.stop();
  });
});
