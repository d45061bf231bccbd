// The fast pool: many kept connections a worker, whatever the peers and the workers do. Real processes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode, get, open } from '../lib/fcgi.mjs';
import { askSlow, isAlive, startPool, usePools } from '../lib/pool.mjs';
import { until } from '../lib/wait.mjs';

usePools();

const fast = { kind: 'fast' };
const single = { kind: 'fast', workers: 1 };
const query = (reply) => reply.body.split('\n')[2];

/** Asks over a kept connection, and over another where that one was closed before an answer began: what nginx does for a GET. */
function client(pool) {
  let connection = null;
  return {
    async ask(uri) {
      for (let tries = 0; tries < 4; tries++) {
        connection ??= pool.keep();
        const reply = await connection.ask(uri);
        if (!reply.error) return reply;
        connection = null;
        if (reply.status !== 0) return reply;
      }
      throw new Error(`${uri}: four connections closed`);
    },
    close: () => connection?.close(),
  };
}

/** Clients that ask until told to stop; `replies` has what they got. */
function traffic(pool, clients = 16) {
  const replies = [];
  let going = true;
  const run = async () => {
    const own = client(pool);
    while (going) replies.push(await own.ask('/echo?x'));
    own.close();
  };
  const all = Promise.all(Array.from({ length: clients }, run));
  all.catch(() => {}); // stop() tells
  const more = (n) => {
    const target = replies.length + n;
    return until(() => replies.length >= target, { what: `${n} replies` });
  };
  return { replies, more, stop: () => ((going = false), all) };
}
const failed = (replies) => replies.filter((reply) => reply.status !== 200 || !reply.ended || reply.error);

test('one connection carries request after request, each with its own answer', async () => {
  const pool = await startPool(single);
  const connection = pool.keep();
  for (let i = 0; i < 300; i++) assert.equal(query(await connection.ask(`/echo?${i}`)), `${i}`);
  const large = await connection.ask('/large');
  assert.deepEqual([large.body.length, large.ended], [8 << 20, true]);
  assert.equal(query(await connection.ask('/echo?after')), 'after');
  connection.close();
  await pool.stop();
});

test('a worker serves hundreds of connections at once, and those past its slots as soon as one is free', async () => {
  const pool = await startPool(single);
  const connections = Array.from({ length: 540 }, () => pool.keep());
  await Promise.all(connections.map(({ connected }) => connected));
  let answered = 0;
  const all = connections.map(async (connection, i) => {
    const reply = await connection.ask(`/echo?${i}`);
    answered++;
    return query(reply) === `${i}`;
  });
  await until(() => answered >= 512, { what: 'an answer for each slot' });
  assert.equal(answered, 512);
  connections.slice(0, 28).forEach(({ close }) => close());
  assert.ok((await Promise.all(all)).every(Boolean));
  connections.forEach(({ close }) => close());
  await pool.stop();
});

test('a peer that does not ask to keep the connection has it closed', async () => {
  const pool = await startPool(single);
  const reply = await pool.ask('/echo?x');
  assert.deepEqual([reply.status, reply.ended], [200, true]);
  await pool.stop();
});

test('a body leaves the connection in step, whatever its size', async () => {
  const pool = await startPool(single);
  const connection = pool.keep();
  const cases = [
    [200, { REQUEST_METHOD: 'POST', CONTENT_LENGTH: '5' }, 'hello'],
    [400, { CONTENT_LENGTH: '10' }, 'short'],
    [400, { CONTENT_LENGTH: '2' }, 'longer'],
    [413, { CONTENT_LENGTH: '300000' }, 'x'.repeat(300000)],
    [200, {}, ''],
  ];
  for (const [status, params, body] of cases)
    assert.equal((await connection.ask('/echo', { params, body })).status, status);
  connection.close();
  await pool.stop();
});

test('half-sent, silent, stalled and vanished peers hold up nobody for long, and cost no worker', async () => {
  const pool = await startPool(single);
  const request = encode(get('/echo'), '', { keep: true });
  const cut = [20, request.length - 12].map((at) => {
    const half = open(pool.socket);
    half.socket.write(request.subarray(0, at));
    return half;
  });
  const silent = [pool.keep(), pool.keep()];
  await Promise.all(silent.map(({ connected }) => connected));
  const gone = open(pool.socket);
  gone.socket.write(encode(get('/large')), () => gone.socket.destroy());
  const stalled = open(pool.socket);
  stalled.socket.write(encode(get('/large')));
  await new Promise((resolve) => stalled.socket.once('data', () => resolve(stalled.socket.pause())));

  const connection = pool.keep();
  for (let i = 0; i < 50; i++) assert.equal((await connection.ask('/echo')).status, 200);
  for (const half of cut) assert.equal((await half.reply).status, 0);
  stalled.socket.resume();
  assert.equal((await stalled.reply).ended, false);
  assert.equal((await silent[0].ask('/echo')).status, 200);
  [connection, ...silent].forEach(({ close }) => close());
  assert.deepEqual([pool.lines('worker_ended'), pool.lines('worker_hung')], [[], []]);
  await pool.stop();
});

test('what is no FastCGI ends its connection alone', async () => {
  const pool = await startPool(single);
  const noise = ['GET / HTTP/1.1\r\nHost: x\r\n\r\n', Buffer.alloc(64), Buffer.alloc(64, 255)].map((bytes) => {
    const peer = open(pool.socket);
    peer.socket.write(bytes);
    return peer;
  });
  for (const peer of noise) assert.equal((await peer.reply).status, 0);
  const connection = pool.keep();
  assert.equal((await connection.ask('/echo')).status, 200);
  connection.close();
  await pool.stop();
});

test('SIGTERM lets the request at hand finish, answers what comes at once, and closes kept connections', async () => {
  const pool = await startPool(single);
  const idle = pool.keep();
  assert.equal((await idle.ask('/echo')).status, 200);
  const slow = await askSlow(pool);
  const waiting = idle.ask('/echo?queued');
  pool.kill('SIGTERM');
  slow.release();
  assert.deepEqual([(await slow.reply).status, query(await waiting)], [200, 'queued']);
  await idle.closed;
  const { code } = await pool.done;
  assert.deepEqual([code, pool.lines('workers_killed')], [0, []]);
});

test('SIGTERM is heard by a worker that is never idle', async () => {
  const pool = await startPool(single);
  const load = traffic(pool);
  await load.more(200);
  pool.kill('SIGTERM');
  assert.equal((await pool.done).code, 0);
  await assert.rejects(load.stop()); // nobody answers any more
  assert.deepEqual(failed(load.replies), []);
  assert.deepEqual(pool.lines('workers_killed'), []);
});

test('SIGHUP and SIGTERM of single workers under load lose no request', async () => {
  const pool = await startPool(fast);
  const load = traffic(pool);
  for (let round = 1; round <= 3; round++) {
    pool.kill('SIGHUP');
    await pool.until('pool_renewed', round);
    await load.more(200);
    process.kill(pool.pids().at(-1), 'SIGTERM');
    await pool.until('worker_ready', 2 + 3 * round);
    await load.more(200);
  }
  await load.stop();
  assert.deepEqual(failed(load.replies), []);
  await pool.stop();
});

test('a worker that has grown makes room for a new one, and loses no request', async () => {
  const pool = await startPool(single);
  const load = traffic(pool, 4);
  assert.equal((await pool.ask('/bloat')).body, 'fat\n');
  await pool.until('worker_ready', 2);
  await load.more(100);
  await load.stop();
  assert.deepEqual(failed(load.replies), []);
  assert.match(pool.lines('worker_ended')[0], /pool=fast status=0 signal=0/);
  await pool.stop();
});

test('a request that ends workers is asked of two, then refused; nobody else notices', async () => {
  const pool = await startPool(fast);
  const load = traffic(pool);
  const bad = client(pool);
  const refused = await bad.ask('/crash?a');
  assert.equal(refused.status, 500);
  await load.more(200);
  assert.equal((await bad.ask('/crash?a')).status, 500);
  bad.close();
  await load.stop();
  assert.deepEqual(failed(load.replies), []);
  await pool.until('request_refused', 2);
  await pool.until('worker_ready', 4);
  assert.equal(pool.lines('request_refused').length, 2);
  await pool.stop(2);
});

test('a worker that hangs, or is stopped, is replaced; what hung it is refused', async () => {
  const pool = await startPool(fast);
  const bad = client(pool);
  assert.equal((await bad.ask('/hang')).status, 500);
  bad.close();
  await pool.until('worker_ready', 3);
  const hung = pool.lines('worker_hung').length;
  process.kill(pool.pids().find(isAlive), 'SIGSTOP');
  await pool.until('worker_hung', hung + 1);
  await pool.until('worker_ready', hung + 3);
  assert.equal((await pool.ask('/echo')).status, 200);
  await pool.stop(pool.lines('worker_hung').length);
});
