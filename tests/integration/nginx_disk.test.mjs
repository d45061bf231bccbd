// The disk of nginx's cache is full, or no file may grow past a size: readers get the cached answer, a fresh one, or a 503 that says when to
// come again. nginx by itself drops the client whose answer it cannot write.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { startNginx } from '../lib/nginx.mjs';
import { bothKinds, startPool, usePools } from '../lib/pool.mjs';
import { run, start } from '../lib/run.mjs';
import { isRoot, tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';

usePools();

const stops = [];
after(async () => {
  for (const stop of stops.reverse()) await stop();
});

async function startSite({ pool: ofPool = {}, nginx = {} } = {}) {
  const folder = tempFolder();
  await startPool({ folder, args: bothKinds(folder), workers: 4, ...ofPool });
  const site = await startNginx(folder, { limits: false, ...nginx });
  stops.push(() => site.stop());
  return site;
}

/** The same route in either pool; n bytes, of an address of its own each time. */
const pages = ['/api/v1/farms/kept', '/api/v1/kept'];
const kB = 1000;

/** What two requests of a new page get: "MISS HIT" where it was kept, "MISS MISS" where not; its status where it is none. */
async function twice(site, page, n) {
  for (let i = 0; i < 2; i++) {
    const { status, headers, body } = await site.get(`${page}?${n}`, { timeoutMs: 10_000 });
    if (status === 503) assert.ok(Number(headers['retry-after']) > 0 && JSON.parse(body).status === 503);
    else assert.deepEqual([status, body.length], [200, n]);
  }
  const lines = () => site.log().filter(({ uri }) => uri === `${page}?${n}`);
  await until(() => lines().length >= 2, { what: 'its lines of the log' });
  return lines().map(({ cache, status }) => (status === 200 ? cache : status));
}

/** Whatever the cause, only what cannot be kept is not, and only what cannot be held is refused. */
async function refusesNoneButTheLargest(site, largestKept) {
  for (const page of pages) {
    assert.deepEqual(await twice(site, page, 300 * kB), ['MISS', 'MISS'], `${page}, held`);
    assert.deepEqual(await twice(site, page, 600 * kB), [503, 503], `${page}, too large to hold`);
    if (largestKept) assert.deepEqual(await twice(site, page, largestKept), ['MISS', 'HIT'], `${page}, kept`);
  }
}

const own = isRoot ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
const canMount = (await run('unshare', [...own, 'mount', '-t', 'tmpfs', 'none', '/tmp'])).code === 0;

describe('the disk of the cache is full', { skip: !canMount && 'no disk can be mounted here' }, () => {
  let site, inside;
  before(async () => {
    const { child, done } = start('unshare', [...own, 'sh', '-c', 'echo; exec sleep infinity'], { timeoutMs: 600_000 });
    stops.push(() => (child.kill(), done));
    await once(child.stdout, 'data');
    inside = ['nsenter', `--target=${child.pid}`, '--mount', ...(isRoot ? [] : ['--user', '--preserve-credentials'])];
    site = await startSite({ pool: { before: inside }, nginx: { before: inside } });
    await within('mount', '-t', 'tmpfs', '-o', 'size=1g,mode=777', 'cache', cache());
  });
  const cache = () => `${site.state}/nginx/cache`;
  const within = (...command) => run(inside[0], [...inside.slice(1), ...command]);
  const resize = (size) => within('mount', '-o', `remount,size=${size}`, cache());

  test('readers get what is cached, and the rest fresh; then it is cached again', async () => {
    for (const page of pages) assert.deepEqual(await twice(site, page, kB), ['MISS', 'HIT']);
    const fill = `${cache()}/fill`;
    await resize('1m'); // of which little is free
    assert.match((await within('dd', 'if=/dev/zero', `of=${fill}`, 'bs=4k')).stderr, /No space left/);
    for (const page of pages) assert.equal((await site.get(`${page}?${kB}`)).status, 200);
    await refusesNoneButTheLargest(site);
    await within('rm', fill);
    await resize('1g');
    for (const page of pages) assert.deepEqual(await twice(site, page, 600 * kB + 1), ['MISS', 'HIT']);
  });
});

test('no file may grow past a size: readers get what is smaller cached, and the rest fresh', async () => {
  const site = await startSite({
    nginx: { before: ['env', '--ignore-signal=XFSZ', 'prlimit', `--fsize=${100 * kB}`] },
  });
  await refusesNoneButTheLargest(site, 80 * kB);
});
