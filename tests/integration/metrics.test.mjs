// What /metrics counts, against traffic that is known: requests by route and status, pages from Redis and not, processes that ended.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startApi, windyWorld } from '../lib/api.mjs';
import { isAlive } from '../lib/pool.mjs';
import { startRedis } from '../lib/redis.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds, world, redis;
const apis = [];
const begin = async (options) => apis[apis.push(await startApi(world, options)) - 1];
before(async () => {
  [worlds, redis] = [await startWorlds(), await startRedis()];
  world = await windyWorld(worlds);
});
after(async () => {
  for (const api of apis) await api.stop();
  await redis?.stop();
  await worlds?.stop();
});

/** {series: figure} of those whose name begins so; not what was asked of /metrics itself. */
async function figures(api, name) {
  const { text } = await api.get('//metrics');
  const lines = text.split('\n').filter((line) => line.startsWith(`windfall_${name}`) && !line.includes('"/metrics"'));
  return Object.fromEntries(lines.map((line) => line.slice('windfall_'.length).split(' ')));
}

/** A request is counted after its answer is sent: so the figures come to these, and no further. */
async function comeTo(api, name, expected) {
  let found;
  const same = async () => JSON.stringify((found = await figures(api, name))) === JSON.stringify(expected);
  await until(same, { what: name }).catch(() => assert.deepEqual(found, expected));
}

const day = '/summaries/daily/2025-03-31';
const ask = (api, uri, times, options) => Promise.all(Array.from({ length: times }, () => api.get(uri, options)));

test('requests by route and status, each in one bucket of its time', async () => {
  const api = await begin();
  await Promise.all([
    ask(api, day, 7),
    ask(api, day, 2, { method: 'HEAD' }),
    ask(api, '/summaries/daily/2025-02-30', 3),
    ask(api, '/farms/T_NONE', 1),
    ask(api, '/farms', 2, { method: 'POST' }),
    ask(api, '/nothing', 4),
  ]);
  await comeTo(api, 'requests_total', {
    'requests_total{route="none",status="404"}': '4',
    'requests_total{route="/api/v1/summaries/daily/{date}",status="200"}': '9',
    'requests_total{route="/api/v1/summaries/daily/{date}",status="400"}': '3',
    'requests_total{route="/api/v1/farms",status="405"}': '2',
    'requests_total{route="/api/v1/farms/{id}",status="404"}': '1',
  });
  const times = await figures(api, 'request_seconds');
  const of = (what, label = '') => times[`request_seconds_${what}{route="/api/v1/summaries/daily/{date}"${label}}`];
  assert.deepEqual([of('count'), of('bucket', ',le="+Inf"')], ['12', '12']);
  assert.ok(Number(of('sum')) > 0);
});

test('pages from Redis, and those that PostgreSQL was asked for', async () => {
  const without = await begin();
  await ask(without, day, 5);
  await ask(without, '/status', 2); // never kept
  await comeTo(without, 'cache_', { cache_hits_total: '0', cache_misses_total: '5' });

  const api = await begin({ redis: redis.socket });
  const count = (what) => api.log.split(` cache=${what} `).length - 1;
  let asked = 20;
  await until(async () => ++asked && (await api.get(day)) && count('hit') > 0, { what: 'a page from Redis' });
  await ask(api, day, 20);
  await until(() => count('hit') + count('miss') === asked, { what: 'the log of each' });
  await comeTo(api, 'cache_', { cache_hits_total: `${count('hit')}`, cache_misses_total: `${count('miss')}` });
});

test('processes that were ended, that crashed and that were replaced', async () => {
  const api = await begin();
  const pids = () =>
    [...api.log.matchAll(/event=worker_ready pid=(\d+)/g)].map(([, pid]) => Number(pid)).filter(isAlive);
  const ends = (planned, crashed) =>
    comeTo(api, 'worker', {
      'workers{pool="fast"}': '0',
      'workers{pool="slow"}': '2',
      'worker_ends_total{pool="fast",cause="planned"}': '0',
      'worker_ends_total{pool="fast",cause="crashed"}': '0',
      'worker_ends_total{pool="fast",cause="hung"}': '0',
      'worker_ends_total{pool="slow",cause="planned"}': `${planned}`,
      'worker_ends_total{pool="slow",cause="crashed"}': `${crashed}`,
      'worker_ends_total{pool="slow",cause="hung"}': '0',
    });
  await ends(0, 0);
  process.kill(pids()[0], 'SIGKILL');
  await ends(0, 1);
  process.kill(pids()[0], 'SIGTERM');
  await ends(1, 1);
  api.child.kill('SIGHUP');
  await ends(3, 1);
});
