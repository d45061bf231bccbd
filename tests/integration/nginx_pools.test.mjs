// nginx before both pools, under load: whatever happens to a process, only the request that caused it is lost.
import assert from 'node:assert/strict';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ask, startNginx } from '../lib/nginx.mjs';
import { bothKinds, holdSockets, isAlive, startPool, usePools } from '../lib/pool.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';

const restarts = Number(process.env.WINDFALL_TEST_RESTARTS ?? 10);

usePools();

/** The same route in either pool, by what nginx sends where. */
const fast = (name) => `/api/v1/farms/${name}`;
const slow = (name) => `/api/v1/${name}`;

const sites = [];
after(async () => {
  for (const site of sites) await site.stop();
});

async function startSite({ folder = tempFolder(), ...options } = {}) {
  const pool = await startPool({ folder, args: bothKinds(folder), workers: 4, ...options.pool });
  const site = await startNginx(folder, { limits: false, ...options.nginx });
  sites.push(site);
  return { pool, site };
}

/** Clients on kept connections that ask both pools until told to stop; what is no whole 200 is kept in `failed`. */
function traffic(site, clients = 12) {
  const failed = [];
  let [going, count] = [true, 0];
  const run = async (i) => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; going; n++) {
      const uri = i % 3 === 0 ? slow(`echo?${i}.${n}`) : fast(`echo?${i}.${n}`);
      const reply = await ask(site.origin + uri, { agent }).catch(({ message }) => ({ status: 0, body: message }));
      if (reply.status !== 200 || reply.body.split('\n')[2] !== `${i}.${n}`)
        failed.push(`${uri}: ${reply.status} ${reply.body}`);
      count++;
    }
    agent.destroy();
  };
  const all = Promise.all(Array.from({ length: clients }, (_, i) => run(i)));
  const more = (n) => {
    const target = count + n;
    return until(() => count >= target, { what: `${n} more replies` });
  };
  return { failed, more, stop: () => ((going = false), all) };
}

/** Does it while both pools are asked, and demands that nobody noticed. */
async function underLoad(site, what) {
  const load = traffic(site);
  await load.more(100);
  await what(load);
  await load.more(100);
  await load.stop();
  assert.deepEqual(load.failed.slice(0, 3), []);
}

const workers = (pool, kind) =>
  pool
    .lines('worker_ready')
    .filter((line) => line.includes(` pool=${kind}`))
    .map((line) => Number(/ pid=(\d+)/.exec(line)[1]))
    .filter(isAlive);

describe('both pools under load', () => {
  let pool, site;
  before(async () => {
    ({ pool, site } = await startSite());
  });
  after(() => pool?.kill('SIGTERM'));

  test('nginx sends each path to its pool', async () => {
    for (const [uri, kind] of [
      [fast('echo'), 'fast'],
      [slow('echo'), 'slow'],
      ['/api/v1/farms/x.csv/echo', 'slow'],
    ]) {
      const id = (await site.get(uri)).body.split('\n')[8];
      const line = await until(() => pool.lines('request').find((text) => text.includes(id)), { what: 'its log line' });
      assert.match(line, new RegExp(` pool=${kind} `));
    }
  });

  test('SIGHUP renews both', () =>
    underLoad(site, async (load) => {
      for (let round = 1; round <= 2; round++) {
        pool.kill('SIGHUP');
        await pool.until('pool_renewed', round);
        await load.more(50);
      }
    }));

  test('SIGTERM and SIGKILL of single workers', () =>
    underLoad(site, async (load) => {
      for (const kind of ['fast', 'slow'])
        for (const signal of ['SIGTERM', 'SIGHUP']) {
          const [first] = workers(pool, kind);
          process.kill(first, signal);
          await load.more(50);
        }
      const [victim] = workers(pool, 'fast');
      const count = pool.pids().length;
      process.kill(victim, 'SIGKILL');
      await pool.until('worker_ready', count + 1);
    }));

  for (const how of ['crash', 'oom'])
    test(`a request that ends its process (${how}) is lost alone`, () =>
      underLoad(site, async () => {
        assert.ok([500, 503].includes((await site.get(fast(`${how}?x`))).status)); // refused, or two ended by it
        assert.equal((await site.get(fast(`${how}?x`))).status, 500);
        assert.equal((await site.get(slow(`${how}?x`))).status, 503);
        await until(() => workers(pool, 'fast').length === 2 && workers(pool, 'slow').length === 2);
      }));

  test('a request that hangs is lost alone, within 10 s', () =>
    underLoad(site, async () => {
      const began = Date.now();
      const replies = await Promise.all([site.get(fast('hang')), site.get(slow('hang'))]);
      assert.deepEqual(
        replies.map(({ status }) => status),
        [500, 503],
      );
      assert.ok(Date.now() - began < 20_000); // nginx itself would wait for each pool 10 s
      assert.ok(replies[1].headers['retry-after'] > 0);
    }));

  test('a process that has grown is replaced', () =>
    underLoad(site, async () => {
      const before = pool.pids().length;
      assert.equal((await site.get(fast('bloat'))).body, 'fat\n');
      assert.equal((await site.get(slow('bloat'))).body, 'fat\n');
      await pool.until('worker_ready', before + 2);
    }));

  test('nginx reloads', () =>
    underLoad(site, async (load) => {
      for (let i = 0; i < 5; i++) {
        site.reload();
        await load.more(100);
      }
    }));
});

test(`${restarts} restarts of the pools under load, the sockets held as systemd holds them: nothing is lost, nothing cut`, async () => {
  const folder = tempFolder();
  const sockets = ['fast', 'slow'].map((kind) => path.join(folder, `${kind}.sock`));
  const args = [
    '--pool',
    'fast',
    '--listen',
    'fd:3',
    '--workers',
    '2',
    '--pool',
    'slow',
    '--listen',
    'fd:4',
    '--workers',
    '2',
  ];
  const { pool, site } = await startSite({ folder, pool: { args, before: holdSockets(sockets) } });
  const master = () => Number(/master=(\d+)/.exec(pool.lines('pool_started').at(-1))[1]);
  await underLoad(site, async (load) => {
    for (let round = 1; round <= restarts; round++) {
      process.kill(master(), 'SIGTERM');
      await pool.until('pool_started', round + 1);
      await pool.until('worker_ready', 4 * round + 4);
      await load.more(50);
    }
  });
  pool.kill('SIGKILL'); // the holder, before its program
  process.kill(master(), 'SIGTERM');
  await pool.done;
});
