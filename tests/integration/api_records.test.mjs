// The records themselves: everything larger is their sum, each says where it was read, and the three forms agree.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { bothForms, exact, first, last, useWindyApi } from '../lib/api.mjs';
import { stackPath } from '../lib/archive.mjs';
import { decimal, format, total } from '../lib/decimal.mjs';

const day = '2025-03-31';
let world, api;
useWindyApi((made) => ({ world, api } = made));

const turned = (value) => format({ units: -decimal(value).units, scale: decimal(value).scale });

describe('records', () => {
  test('page by page each once, in the order of their identity', async () => {
    const pages = await api.all(`/records?date=${day}&limit=7`);
    const whole = await api.all(`/records?date=${day}&limit=1000`);
    assert.ok(pages.pages > 10 && whole.pages === 1);
    assert.deepEqual([...pages], [...whole]);
    assert.equal(
      String(whole.length),
      await world.one(`SELECT count(*) FROM windfall.curtailment_records WHERE settlement_date = '${day}'`),
    );
    const places = whole.map((row) => `${row.settlement_period.padStart(2, '0')} ${row.farm}`);
    assert.deepEqual(places, [...places].sort());
  });

  test('identities that differ in a null alone do not hide one another', async () => {
    await world.query(`INSERT INTO windfall.curtailment_records (settlement_date, settlement_period, start_utc, bm_unit, acceptance_id,
        bid_offer_pair_id, sequence_number, volume_mwh)
      SELECT settlement_date, settlement_period, start_utc, 'T_WIND-1', a, p, s, -1
      FROM windfall.periods, (VALUES (NULL, NULL), (NULL, -1), (0, NULL), (-1, -1)) AS i (a, p), generate_series(-1, 1) AS s
      WHERE settlement_date = '2025-04-03' AND settlement_period = 7`);
    const rows = await api.all('/records?date=2025-04-03&limit=1');
    assert.equal(new Set(rows.map((row) => JSON.stringify(row))).size, 12);
    assert.deepEqual(
      rows.slice(0, 3).map((row) => [row.acceptance_id, row.bid_offer_pair_id]),
      Array(3).fill([null, null]),
    );
  });

  for (const definition of ['so_flagged', 'all_bids'])
    test(`${definition}: half hours are their sums`, async () => {
      for (const date of [first, last]) {
        const counted = (row) => definition === 'all_bids' || row.so_flag === true;
        const records = (await api.all(`/records?date=${date}&limit=1000`)).filter(counted);
        const query = `from=${date}&to=${date}&interval=half_hour&by=farm&definition=${definition}&limit=1000`;
        for (const cut of await api.all(`/curtailment?${query}`)) {
          const mine = records.filter(
            (row) => row.settlement_period === cut.settlement_period && row.farm === cut.farm,
          );
          assert.equal(String(mine.length), cut.records);
          assert.equal(total(mine.map((row) => turned(row.volume_mwh))), cut.curtailed_mwh);
          assert.equal(total(mine.map((row) => row.payment_gbp)), cut.payment_gbp);
        }
      }
    });

  test('of one period, of one farm', async () => {
    const whole = await api.all(`/records?date=${day}&limit=1000`);
    assert.deepEqual(
      [...(await api.all(`/records?date=${day}&period=7&limit=1`))],
      whole.filter((row) => row.settlement_period === '7'),
    );
    assert.deepEqual(
      [...(await api.all(`/records?date=${day}&farm=T_WIND-3`))],
      whole.filter((row) => row.farm === 'T_WIND-3'),
    );
    assert.deepEqual((await api.get(`/records?date=${day}&farm=T_NONE`)).json.data, []);
    assert.deepEqual((await api.get('/records?date=2031-01-01')).json.data, []);
    assert.equal((await api.get('/records?date=2025-10-26&period=50')).status, 200);
  });

  test('each names the reply it came from, as the archive keeps it', async () => {
    const lines = gunzipSync(readFileSync(path.join(world.archive, `${day}.jsonl.gz`)))
      .toString()
      .trim()
      .split('\n');
    const bodies = new Map(lines.map((text) => JSON.parse(text)).map(({ path: at, body }) => [at, body]));
    for (const row of await api.all(`/records?date=${day}&limit=1000`)) {
      const body = bodies.get(stackPath('bid', day, row.settlement_period));
      assert.equal(row.reply_sha256, createHash('sha256').update(body).digest('hex'));
      assert.match(row.fetched_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  test('JSON, CSV and NDJSON hold the same; each leads on to its own next page', async () => {
    const query = `/records?date=${day}&limit=9`;
    const { json, csv } = await bothForms(api, query);
    const lines = await api.get(query.replace('?', '.ndjson?'));
    assert.equal(lines.type, 'application/x-ndjson');
    assert.deepEqual(lines.text.trimEnd().split('\n').map(exact), json.data);
    assert.equal((await api.get(query, { accept: 'application/x-ndjson' })).text, lines.text);
    for (const [reply, suffix] of [
      [csv, '.csv'],
      [lines, '.ndjson'],
    ]) {
      const next = /<([^>]+)>; rel="next"/.exec(reply.links.join())[1];
      assert.ok(next.startsWith(`/api/v1/records${suffix}?`), next);
      assert.equal((await api.get(next.slice('/api/v1'.length))).status, 200);
    }
    const none = await api.get('/records.ndjson?date=2031-01-01');
    assert.deepEqual([none.status, none.text], [200, '']);
  });

  test('NDJSON is of records alone', async () => {
    assert.equal((await api.get('/farms.ndjson')).status, 404);
    const { status, json } = await api.get('/farms', { accept: 'application/x-ndjson' });
    assert.equal(status, 406);
    assert.match(json.detail, /application\/json and text\/csv/);
  });
});
