// run.mjs [MINUTES]: the fast pool for that long (default 30) behind an nginx that is reloaded every 15 s, over a Redis that is emptied every
// second, asked by clients that read, clients that leave in the middle and clients that stall. Ends with 1 where a whole answer was missing, or where a process's memory or descriptors grew.
import http from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { first, last, windyWorld } from '../lib/api.mjs';
import { ask, startNginx } from '../lib/nginx.mjs';
import { Pool, bothKinds } from '../lib/pool.mjs';
import { program } from '../lib/project.mjs';
import { startRedis } from '../lib/redis.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

const minutes = Number(process.argv[2] ?? 30);
if (!(minutes > 0)) {
  console.error('soak: minutes as a number, e.g. make soak MINUTES=5');
  process.exit(64);
}
let end = Infinity;
const [settled, room] = [0.2, { kb: 1024, fds: 8 }]; // share of the time after which nothing may grow by more
const pages = [first, last]
  .map((day) => `/api/v1/summaries/daily/${day}`)
  .concat('/api/v1/status', '/api/v1/miners', '/api/v1/farms/T_WIND-1');
const any = (list) => list[Math.floor(Math.random() * list.length)];
const count = { whole: 0, left: 0, stalled: 0, reloads: 0, emptied: 0 };
const wrong = [];

async function reader(site) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  while (Date.now() < end) {
    const uri = any(pages);
    const reply = await ask(site.origin + uri, { agent }).catch(({ message }) => ({ status: message, body: '{}' }));
    const whole = reply.status === 200 && JSON.parse(reply.body).data !== undefined;
    if (whole) count.whole++;
    else wrong.push(`${new Date().toISOString()} ${uri}: ${reply.status} ${reply.body}`);
    await pause(Math.random() * 8);
  }
  agent.destroy();
}

/** Sends a request, or a part of one, and goes away at some moment. */
async function leaver(site) {
  while (Date.now() < end) {
    const socket = connect(site.port, '127.0.0.1').on('error', () => {});
    const text = `GET ${any(pages)} HTTP/1.1\r\nHost: x\r\n\r\n`;
    socket.write(Math.random() < 0.7 ? text : text.slice(0, Math.floor(Math.random() * text.length)));
    await pause(Math.random() * 6);
    socket.destroy();
    count.left++;
  }
}

/** Asks over and over on one connection, and reads nothing for seconds. */
async function staller(site) {
  while (Date.now() < end) {
    const socket = connect(site.port, '127.0.0.1').on('error', () => {});
    socket.pause();
    socket.write(`GET ${any(pages)} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(40));
    await pause(1000 + Math.random() * 4000);
    socket.destroy();
    count.stalled++;
  }
}

async function reloader(site) {
  while (Date.now() < end) {
    await pause(Math.min(15_000, Math.max(0, end - Date.now())));
    site.reload();
    count.reloads++;
  }
}

async function emptier() {
  for (; Date.now() < end; count.emptied++) {
    await redis.cli('flushall');
    await pause(1000);
  }
}

/** {pid, kb, fds} of each process of the fast pool. */
function measure(pool) {
  const pids = pool
    .lines('worker_ready')
    .filter((line) => line.includes('pool=fast'))
    .map((line) => Number(/ pid=(\d+)/.exec(line)[1]));
  return pids.map((pid) => ({
    pid,
    kb: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]),
    fds: readdirSync(`/proc/${pid}/fd`).length,
  }));
}

const show = (sizes) => sizes.map(({ pid, kb, fds }) => `${pid}: ${kb} kB, ${fds} descriptors`).join('; ');

async function observe(pool) {
  let reference = null;
  for (let next = 0; Date.now() < end; await pause(1000)) {
    if (!reference && Date.now() > end - (1 - settled) * minutes * 60_000) reference = measure(pool);
    if (Date.now() < next) continue;
    console.log(`${new Date().toISOString().slice(11, 19)}  ${JSON.stringify(count)}  ${show(measure(pool))}`);
    next = Date.now() + 60_000;
  }
  return reference;
}

async function judge(pool, reference) {
  const lost = pool.lines('worker_ended').filter((line) => line.includes('pool=fast'));
  await until(() => measure(pool).every(({ fds }, i) => fds <= reference[i].fds + room.fds), {
    what: 'closed descriptors',
  }).catch(() => {});
  const now = measure(pool);
  const grown = now.filter(({ kb, fds }, i) => kb > reference[i].kb + room.kb || fds > reference[i].fds + room.fds);
  console.log(
    `${minutes} minutes: ${JSON.stringify(count)}\nwhen settled ${show(reference)}\nat the end   ${show(now)}`,
  );
  for (const line of [...wrong.slice(0, 20), ...lost]) console.log(`wrong: ${line}`);
  if (grown.length) console.log(`grown: ${show(grown)}`);
  return wrong.length + lost.length + grown.length;
}

const [worlds, redis, folder] = [await startWorlds(), await startRedis(), tempFolder()];
const world = await windyWorld(worlds);
const env = { ...world.env, WINDFALL_REDIS_SOCKET: redis.socket };
const unheard = ['bash', '-c', 'exec "$@" 2> >(grep --line-buffered -v event=request >&2)', 'bash']; // millions of lines
const timeoutMs = (minutes + 5) * 60_000;
const pool = new Pool({
  folder,
  args: bothKinds(folder),
  env,
  command: program('windfall-api'),
  before: unheard,
  timeoutMs,
});
await pool.until('worker_ready', 4);
const site = await startNginx(folder, { limits: false, cache: false });
end = Date.now() + minutes * 60_000;
const clients = [...Array(6).fill(reader), ...Array(3).fill(leaver), ...Array(4).fill(staller), reloader, emptier].map(
  (run) => run(site),
);
const reference = await observe(pool);
await Promise.all(clients);
const faults = await judge(pool, reference);
await Promise.all([site.stop(), pool.stop()]);
redis.stop();
await worlds.stop();
process.exit(faults ? 1 : 0);
