// The API against what one would run instead of it, and against the least that its answers could cost. The two sides of a ratio take
// turns and give the same bodies; a ratio is the median of its rounds. BENCH_YEARS (10) are stored, a run of wrk takes BENCH_SECONDS (3).
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startRedis } from '../lib/redis.mjs';
import { startWorlds } from '../lib/world.mjs';
import { fill, first, last, year } from './api_fill.mjs';
import { ask, load } from './api_load.mjs';
import { Servers } from './api_servers.mjs';
import { ages, exported, series } from './api_times.mjs';
import { statement } from './statement.mjs';
import { measured, median, target } from './table.mjs';

const seconds = Number(process.env.BENCH_SECONDS ?? 3);
const processors = os.cpus().length;
const page = `/api/v1/summaries/daily/${last}`;

/** Each stored day with each definition and miner: as many different pages as a cold run can ask for. */
function coldPages() {
  const miners = ['', 'S19J_PRO', 'S9', 'M20S', 'S19_XP', 'S21', 'S21_PRO', 'S21_XP'];
  const paths = [];
  for (const miner of miners)
    for (const definition of ['so_flagged', 'all_bids'])
      for (let day = Date.parse(last); day >= Date.parse(first); day -= 86_400_000) {
        const query = `?definition=${definition}${miner && `&miner=${miner}`}`;
        paths.push(`/api/v1/summaries/daily/${new Date(day).toISOString().slice(0, 10)}${query}`);
      }
  return paths;
}

/** {name: [result…]} of addresses that take turns, each asked for the paths of a file. */
async function race(addresses, names, file, before = () => {}) {
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < 3; round++)
    for (const name of names) {
      await before();
      results[name].push(await load(addresses[name], file, seconds));
    }
  for (const name of names) {
    const [rate, p99] = ['perSecond', 'p99'].map((field) => median(results[name].map((result) => result[field])));
    measured(name, `${Math.round(rate)} requests a second, p99 ${p99.toFixed(2)} ms`);
  }
  return (ours, theirs, field = 'perSecond') =>
    median(results[ours].map((result, i) => result[field] / results[theirs][i][field]));
}

async function startPeers(servers, env) {
  const peers = {};
  for (const kind of ['fastify', 'express'])
    for (const source of ['map', 'postgres'])
      for (const workers of new Set([1, processors])) {
        const name = `${kind}_${source}_${workers}`;
        peers[name] = { socket: await servers.peer(name, [kind, source, workers], env), kept: true };
      }
  return peers;
}

/** The name of the cluster that answers most in a second. */
async function best(kind, addresses, file) {
  const names = Object.keys(addresses).filter((name) => name.startsWith(kind));
  const rates = [];
  for (const name of names) rates.push((await load(addresses[name], file, 1)).perSecond);
  return names[rates.indexOf(Math.max(...rates))];
}

function assertSame(a, b, where) {
  if (typeof b === 'number')
    return assert.ok(Math.abs(a - b) <= Math.max(1e-6, b * 1e-9), `${where}: ${a} is not ${b}`);
  if (b === null || typeof b !== 'object') return assert.equal(a, b, where);
  assert.deepEqual(Object.keys(a), Object.keys(b), where);
  for (const key of Object.keys(b)) assertSame(a[key], b[key], `${where}.${key}`);
}

/** No comparison without the same answer. */
async function assertSameBodies(addresses, body) {
  for (const [name, address] of Object.entries(addresses)) {
    if (name === 'young') continue;
    const answer = (await ask(address + page)).body.toString();
    if (name.includes('postgres')) assertSame(JSON.parse(answer), JSON.parse(body), name);
    else assert.equal(answer, body, name);
  }
}

async function startPools(servers, world, young, redis) {
  const of = ({ database }, socket) => ({
    WINDFALL_DATABASE_API: database.dsn('windfall_api'),
    WINDFALL_REDIS_SOCKET: socket,
  });
  await servers.pools('windfall-api', { fast: 'fast', slow: 'slow' }, of(world, redis.socket));
  await servers.pools('windfall-api', { cold: 'slow' }, of(world, ''), { cold: 1 });
  await servers.pools('windfall-api', { young: 'slow' }, of(young, ''), { young: 1 });
  writeFileSync(servers.place('page.json'), await servers.answer('cold', page));
  await servers.pools('memory-pool', { memory: 'fast' }, { BENCH_PAGE: servers.place('page.json') });
  const address = (name, kept = false) => ({ socket: servers.place(`${name}.sock`), fastcgi: true, kept });
  return { slow: address('slow'), memory: address('memory', true), cold: address('cold'), young: address('young') };
}

async function cachedRows(addresses, file) {
  const [fastify, express] = [await best('fastify_map', addresses, file), await best('express_map', addresses, file)];
  const cached = await race(addresses, ['site', 'static', fastify], file);
  target('cached summary through nginx / the same bytes as a file', cached('site', 'static'), { least: 0.85 });
  target('cached summary through nginx / Fastify from a Map', cached('site', fastify), { least: 2 });
  const kept = await race(addresses, ['pages', 'slow', 'memory', fastify, express], file);
  target('summary from Redis, fast pool / slow pool', kept('pages', 'slow'), { least: 1.6 });
  target('summary from Redis / the same bytes from memory', kept('pages', 'memory'), { least: 0.45 });
  target('summary from Redis / Fastify from a Map', kept('pages', fastify), { least: 0.75 });
  target('summary from Redis / Express from a Map', kept('pages', express), { least: 2 });
}

async function coldRows(addresses, file, redis) {
  const fastify = await best('fastify_postgres', addresses, file);
  const express = await best('express_postgres', addresses, file);
  const cold = await race(addresses, ['pages', fastify, express], file, () => redis.cli('FLUSHALL'));
  target('summary with cold Redis / Fastify and pg', cold('pages', fastify), { least: 1.3 });
  target('summary with cold Redis / Express and pg', cold('pages', express), { least: 2.8 });
  target('its p99 / that of Express and pg', cold('pages', express, 'p99'), { most: 0.5 });
}

async function bench(worlds, redis, servers) {
  const [world, young] = [await worlds.world('simulated'), await worlds.world('simulated')];
  await fill(world, first);
  await fill(young, year.from);
  const pools = await startPools(servers, world, young, redis);
  const body = await servers.answer('cold', page);
  writeFileSync(servers.place('pages.json'), JSON.stringify({ [page]: body }));
  writeFileSync(servers.place('one.txt'), `${page}\n${page}\n`);
  writeFileSync(servers.place('cold.txt'), coldPages().join('\n') + '\n');
  writeFileSync(servers.place('statement.json'), JSON.stringify(statement('summary_day')));
  const peers = await startPeers(servers, {
    BENCH_PAGES: servers.place('pages.json'),
    BENCH_STATEMENT: servers.place('statement.json'),
    BENCH_HOST: worlds.postgres.folder,
    BENCH_DATABASE: world.database.name,
  });
  const addresses = await servers.nginx({ ...pools, ...peers }, { [page]: body });
  await assertSameBodies(addresses, body);
  await cachedRows(addresses, servers.place('one.txt'));
  await coldRows(addresses, servers.place('cold.txt'), redis);
  const [dsn, farm] = [
    world.database.dsn('windfall_api'),
    await world.one('SELECT min(bm_unit) FROM windfall.curtailment_unit_days'),
  ];
  await series(addresses.cold, dsn, { ...year, farm });
  await exported(addresses.cold, dsn, year);
  await ages(addresses.cold, addresses.young, year);
}

const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, 'package-lock.json'), 'utf8'));
const versions = ['fastify', 'express', 'pg'].map((name) => `${name} ${lock.packages[`node_modules/${name}`].version}`);
console.log(`${versions.join(', ')}; ${first} to ${last} stored; 32 clients, runs of ${seconds} s`);
const [worlds, redis, servers] = [await startWorlds(), await startRedis(), new Servers()];
try {
  await bench(worlds, redis, servers);
} finally {
  servers.stop();
  await redis.stop();
  await worlds.stop();
}
