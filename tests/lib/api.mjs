// A pool of windfall-api before a world's database, asked as nginx asks it. Every JSON reply is held against the contract.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { unit, writeDay, writeRegister } from './archive.mjs';
import { assertContract, pathOf } from './contract.mjs';
import { parseCsv } from './csv.mjs';
import { ask } from './fcgi.mjs';
import { program } from './project.mjs';
import { start } from './run.mjs';
import { tempFolder } from './temp.mjs';
import { until } from './wait.mjs';
import { startWorlds } from './world.mjs';

/** JSON whose numbers are kept as text, so that no digit is lost. */
export const exact = (text) =>
  JSON.parse(
    text.replace(/("(?:[^"\\]|\\.)*")|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (all, string) => string ?? `"${all}"`),
  );

class Api {
  constructor(world, redisSocket) {
    const folder = tempFolder();
    this.socket = path.join(folder, 's');
    // a test's process may be slow to send what it connected for; nginx is not
    const patience = { LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT: '10000' };
    const env = { ...world.env, ...patience, WINDFALL_REDIS_SOCKET: redisSocket };
    const args = ['--listen', this.socket, '--workers', '2'];
    this.log = '';
    Object.assign(this, start(program('windfall-api'), args, { env, timeoutMs: 600_000 }));
    this.child.stderr.on('data', (text) => (this.log += text));
  }
  /** {status, type, header(name), text, json}; json has its numbers as text. The path is given after /api/v1. */
  async get(rest, { method = 'GET', accept = '', ifNoneMatch = '', params: more = {}, body: sent = '' } = {}) {
    const uri = rest.startsWith('//') ? rest.slice(1) : `/api/v1${rest}`;
    const params = { REQUEST_METHOD: method, HTTP_ACCEPT: accept, HTTP_IF_NONE_MATCH: ifNoneMatch, ...more };
    const { status, headers, body } = await ask(this.socket, uri, { params, body: sent });
    const header = (name) => headers.find(([n]) => n === name)?.[1];
    const links = headers.filter(([n]) => n === 'Link').map(([, value]) => value);
    const reply = { status, type: header('Content-Type'), header, links, text: body };
    if (!/\/(problem\+)?json$/.test(reply.type)) return reply;
    if (status >= 400 || pathOf(uri)) assertContract(uri, reply, method === 'POST' ? 'post' : 'get');
    return { ...reply, json: exact(body) };
  }
  /** Every row of a collection, page by page; `pages` counts them. */
  async all(rest, options) {
    const rows = [];
    let pages = 0;
    for (let cursor = null; pages === 0 || cursor; pages++) {
      const { status, json, text, links } = await this.get(cursor ? `${rest}&cursor=${cursor}` : rest, options);
      if (status !== 200) throw new Error(`${rest}: ${status} ${text}\n${this.log.slice(-2000)}`);
      rows.push(...json.data);
      cursor = json.meta.next;
      const next = links.find((link) => link.endsWith('rel="next"'));
      if (Boolean(next) !== Boolean(cursor)) throw new Error(`${rest}: Link and meta.next differ`);
      if (pages > 5000) throw new Error(`${rest}: no end of pages`);
    }
    return Object.assign(rows, { pages });
  }
  async stop() {
    this.child.kill('SIGTERM');
    return this.done;
  }
}

/** The cells that a JSON row has in CSV. */
function cells(row) {
  const { coverage, mining = [], ...rest } = row;
  const pairs = Object.entries(rest);
  for (const { miner, ...of } of mining)
    for (const [name, value] of Object.entries(of)) pairs.push([`${miner}_${name}`, value]);
  for (const [name, value] of Object.entries(coverage ?? {})) pairs.push([`${name}_half_hours`, value]);
  return pairs.map(([name, value]) => [name, value === null ? '' : [value].flat().join(' ')]);
}

/** A collection in both forms, whose rows must be the same. */
export async function bothForms(api, query) {
  const { json } = await api.get(query);
  const csv = await api.get(query.replace(/\?|$/, (mark) => `.csv${mark}`));
  assert.match(csv.type, /^text\/csv/);
  const sorted = (pairs) => pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  assert.deepEqual(
    parseCsv(csv.text).map((row) => sorted(Object.entries(row))),
    json.data.map((row) => sorted(cells(row))),
  );
  assert.equal((await api.get(query, { accept: 'text/csv' })).text, csv.text);
  return { json, csv };
}

export async function startApi(world, { redis = '' } = {}) {
  const api = new Api(world, redis);
  await until(() => api.log.split('event=worker_ready').length > 2, { what: 'two workers' });
  return api;
}

const volumes = (period, unit) =>
  `-${period * unit}.${String(period * 7919 * unit)
    .padStart(9, '0')
    .slice(-9)}`;

/** Bids of three farms: to and from them, flagged and not. */
const bids = (period) =>
  [1, 2, 3]
    .filter((unit) => (period + unit) % 3)
    .map((unit) => ({
      id: `T_WIND-${unit}`,
      volume: volumes(period, unit),
      originalPrice: period % 5 ? '-60.5' : '20.25',
      soFlag: (period + unit) % 4 !== 0,
    }));

/**
 * A database of six invented days: 46 half hours and 48, one day known in part (40 half hours), one without any bid, one with a price that is
 * unknown. T_WIND-2 has no lead party, T_WIND-3 changes its on 2025-04-01.
 */
export const first = '2025-03-30';
export const last = '2025-04-04';
export async function windyWorld(worlds) {
  const world = await worlds.world('recorded');
  const units = (party) => [
    unit('T_WIND-1', { leadPartyName: 'Ay "One", Söhne & Co' }),
    unit('T_WIND-2', { leadPartyName: null, bmUnitName: null }),
    unit('T_WIND-3', { leadPartyName: party }),
    unit('T_GAS-1', { fuelType: 'CCGT' }),
  ];
  writeRegister(world.archive, '2025-01', units('Bee Limited'));
  writeRegister(world.archive, '2025-04', units('Cee Limited'));
  const all = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i + 1, bids(i + 1)]));
  for (const day of [first, '2025-03-31', '2025-04-01', '2025-04-02', last]) writeDay(world.archive, day, all);
  writeDay(world.archive, '2025-04-03');
  writeDay(world.archive, last, { ...all, 9: [{ id: 'T_WIND-1', volume: '-5', originalPrice: null, soFlag: true }] });
  const lines = readDay(world.archive, '2025-04-02').filter((text) => Number(/\/(\d+)"/.exec(text)[1]) <= 40);
  writeFileSync(path.join(world.archive, '2025-04-02.jsonl.gz'), gzipSync(lines.join('\n') + '\n'));
  await world.must('sync', 'units', '--file', world.archive);
  await world.must('ingest', '--from', first, '--to', last, '--archive', world.archive);
  return world;
}

/** Called by a file of tests: the windy world and an API that reads it, given to `take` once they are there, and gone with the file. */
export function useWindyApi(take) {
  let worlds, api;
  before(async () => {
    worlds = await startWorlds();
    const world = await windyWorld(worlds);
    api = await startApi(world);
    await take({ worlds, world, api });
  });
  after(async () => {
    await api?.stop();
    await worlds?.stop();
  });
}

const readDay = (folder, day) =>
  gunzipSync(readFileSync(path.join(folder, `${day}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n');
