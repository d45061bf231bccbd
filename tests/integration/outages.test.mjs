// What readers get while PostgreSQL or Redis are away: a fresh answer, or a 503 that says when to come again; soon.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { windyWorld } from '../lib/api.mjs';
import { startNginx } from '../lib/nginx.mjs';
import { bothKinds, startPool, usePools } from '../lib/pool.mjs';
import { program } from '../lib/project.mjs';
import { startRedis } from '../lib/redis.mjs';
import { must, run } from '../lib/run.mjs';
import { tempFolder, unprivileged } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

usePools();

const bin = '/usr/lib/postgresql/15/bin';
const asServer = (...args) => ['env', ['-C', '/', ...unprivileged, ...args]];
const stops = [];
let worlds, world;
before(async () => {
  worlds = await startWorlds();
  world = await windyWorld(worlds);
});
after(async () => {
  for (const stop of stops.reverse()) await stop();
  await worlds?.stop();
});

async function startSite({ dsn = world.env.WINDFALL_DATABASE_API, redis = '' } = {}) {
  const folder = tempFolder();
  const env = { ...world.env, WINDFALL_REDIS_SOCKET: redis, WINDFALL_DATABASE_API: dsn };
  const pool = await startPool({ folder, args: bothKinds(folder), env, workers: 4, command: program('windfall-api') });
  const site = await startNginx(folder, { limits: false, cache: false });
  stops.push(async () => {
    await site.stop();
    pool.kill('SIGTERM');
    await pool.done;
  });
  return { pool, site };
}

const pages = [
  '/api/v1/summaries/daily/2025-04-01',
  '/api/v1/summaries/daily?from=2025-03-30&to=2025-04-04',
  '/api/v1/farms',
];

/** Asks every page in turn until told to stop: {all, failures}; whatever is neither 200 nor a 503 with Retry-After, or takes 10 s, is thrown. */
function readers(site) {
  const statuses = [];
  let going = true;
  const run = async (uri) => {
    while (going) {
      const { status, headers, body } = await site.get(uri, { timeoutMs: 10_000 });
      if (status === 200) assert.ok(JSON.parse(body).data);
      else assert.deepEqual([status, Number(headers['retry-after']) > 0], [503, true], body);
      statuses.push(status);
    }
  };
  const all = Promise.all(pages.map(run));
  all.catch(() => {}); // `stop` tells of it
  const more = (n, status) => {
    const of = () => statuses.filter((its) => its === status).length;
    const target = of() + n;
    return until(() => of() >= target, { what: `${n} × ${status}` });
  };
  return { statuses, more, stop: () => ((going = false), all) };
}

test('PostgreSQL restarts: 503 meanwhile, and the answers are back with it', async () => {
  const { site } = await startSite();
  const load = readers(site);
  await load.more(10, 200);
  await worlds.postgres.stop('fast');
  await load.more(10, 503);
  await worlds.postgres.start();
  await load.more(10, 200);
  await load.stop();
});

test('the primary is lost: reads go on at a hot standby of the same address, and jobs are to be asked for later', async () => {
  const token = (await world.must('token', 'add', 'desk')).stdout.trim();
  const { folder } = worlds.postgres;
  const standby = tempFolder({ forServer: true });
  const [copy, log] = [path.join(standby, 'data'), path.join(standby, 'log')];
  const control = (...words) => asServer(`${bin}/pg_ctl`, '-D', copy, '-w', '-s', ...words);
  await must(
    ...asServer(
      `${bin}/pg_basebackup`,
      '-h',
      folder,
      '-U',
      'postgres',
      '-D',
      copy,
      '-R',
      '-c',
      'fast',
      '-X',
      'stream',
      '--no-sync',
    ),
  );
  appendFileSync(path.join(copy, 'postgresql.conf'), `unix_socket_directories = '${standby}'\n`);
  await must(...control('-l', log, 'start'));
  stops.push(() => run(...control('-m', 'immediate', 'stop')));
  const dsn = `host=${folder},${standby} target_session_attrs=any dbname=${world.database.name} user=windfall_api`;
  const { site } = await startSite({ dsn });
  const load = readers(site);
  await load.more(10, 200);
  await worlds.postgres.stop();
  await load.more(60, 200);
  await load.stop();
  assert.equal(load.statuses.at(-1), 200);
  const refused = await site.get('/api/v1/jobs', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: '{"kind":"recalculate","from":"2025-04-01","to":"2025-04-01"}',
  });
  assert.deepEqual([refused.status, refused.headers['content-type']], [503, 'application/problem+json'], refused.body);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  await worlds.postgres.start();
});

test('Redis hangs, then is gone: every answer is fresh, and each process tries again once in two seconds', async () => {
  const redis = await startRedis();
  const { pool, site } = await startSite({ redis: redis.socket });
  const load = readers(site);
  await load.more(30, 200);
  const began = Date.now();
  redis.child.kill('SIGSTOP');
  await until(() => pool.lines('redis_failed').length >= 8, { what: 'two tries of each process' });
  const most = 4 * ((Date.now() - began) / 2000 + 1);
  assert.ok(pool.lines('redis_failed').length <= most, `${pool.lines('redis_failed').length} tries, at most ${most}`);
  redis.child.kill('SIGKILL');
  await load.more(60, 200);
  await load.stop();
  assert.ok(load.statuses.every((status) => status === 200));
});
