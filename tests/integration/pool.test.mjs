// The slow pool: its master, its workers and what they make of FastCGI. Real processes.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { encode, get, header, open } from '../lib/fcgi.mjs';
import {
  askSlow,
  binary,
  handDown,
  installProgram,
  isAlive,
  load,
  one,
  Pool,
  startPool,
  usePools,
} from '../lib/pool.mjs';
import { program } from '../lib/project.mjs';
import { run } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';

usePools();

const wrong = [
  [['--workres', '2'], /--workres.*no such option/],
  [['--workers'], /value is missing/],
  [['--workers', '0'], /1 to 256/],
  [['--workers', '257'], /1 to 256/],
  [['--workers', 'many'], /1 to 256, not 'many'/],
  [['--workers', ''], /1 to 256/],
  [['--listen', ''], /1 to 107 bytes/],
  [['--listen', `/tmp/${'x'.repeat(120)}`], /1 to 107 bytes/],
  [['--master', 'x'], /process number/],
  [['--pool', 'medium'], /fast or slow, not 'medium'/],
  [['--pool', 'fast', '--listen', '/tmp/x', '--pool', 'slow'], /--pool slow: of two pools each/],
  [['--listen', 'fd:x'], /number of a descriptor/],
  [['--listen', 'fd:99'], /not a listening socket/],
  [['serve'], /'serve': options only/],
  [['-x'], /no such option/],
  [[], /not a listening socket/],
  [['--workers', '2'], /not a listening socket/],
];
for (const [args, message] of wrong) {
  test(`wrong use: ${JSON.stringify(args).slice(0, 50)}`, async () => {
    const { code, stdout, stderr } = await run(binary, args, { env: { WINDFALL_STATE_DIR: tempFolder() } });
    assert.match(stderr, message);
    assert.match(stderr, /Try: windfall-api --help/);
    assert.deepEqual([code, stdout], [64, '']);
  });
}

test('--help teaches, --version, --print-config and --print-routes tell, and exit 0', async () => {
  const expected = {
    '--help': /HUP .*one by one/,
    '--version': /^windfall-api \d/,
    '--print-config': /state_dir/i,
    '--print-routes': /echo/,
  };
  for (const [option, pattern] of Object.entries(expected)) {
    const { code, stdout, stderr } = await run(binary, [option], { env: { WINDFALL_STATE_DIR: tempFolder() } });
    assert.match(stdout, pattern);
    assert.deepEqual([code, stderr], [0, '']);
  }
});

test('a wrong setting is told at once, exit 78', async () => {
  const folder = tempFolder();
  const env = { WINDFALL_STATE_DIR: folder, WINDFALL_HTTP_PORT: 'eighty' };
  const { code, stderr } = await run(binary, ['--listen', path.join(folder, 's'), '--workers', '1'], { env });
  assert.equal(code, 78);
  assert.match(stderr, /http_port/i);
  assert.ok(!existsSync(path.join(folder, 's')));
});

test('a request arrives as it was sent', async () => {
  const pool = await startPool();
  const params = {
    REQUEST_METHOD: 'POST',
    HTTP_ACCEPT: 'text/csv',
    HTTP_IF_NONE_MATCH: '"abc"',
    HTTP_AUTHORIZATION: 'Bearer x',
    CONTENT_TYPE: 'application/json',
    CONTENT_LENGTH: '5',
    REMOTE_ADDR: '192.0.2.1',
  };
  const reply = await pool.ask('/echo?a=%20b&c=?', { params, body: 'hello' });
  const fields = [
    'POST',
    '/echo',
    'a=%20b&c=?',
    'text/csv',
    '"abc"',
    'Bearer x',
    'application/json',
    'hello',
    '0123456789abcdef',
    '192.0.2.1',
  ];
  assert.deepEqual(reply.body.trimEnd().split('\n'), fields);
  await pool.until('request');
  assert.match(
    pool.lines('request')[0],
    /request_id=0123456789abcdef.* pool=slow method=POST route=\/echo status=200 ms=\d+ bytes=\d+ cache=- sent=true/,
  );

  const bare = (await pool.ask('/echo', { params: { REQUEST_ID: 'no id\nlevel=error' } })).body.split('\n');
  assert.deepEqual(bare.slice(0, 3), ['GET', '/echo', '']);
  assert.match(bare[8], /^[0-9a-f]{32}$/);
  await pool.stop();
});

test('a request that cannot be read is told why', async () => {
  const pool = await startPool();
  const cases = [
    [400, { CONTENT_LENGTH: 'x' }, ''],
    [400, { CONTENT_LENGTH: '-1' }, ''],
    [400, { CONTENT_LENGTH: '10' }, 'short'],
    [400, { CONTENT_LENGTH: '2' }, 'longer'],
    [400, { REQUEST_URI: '' }, ''],
    [400, { REQUEST_METHOD: '' }, ''],
    [413, { CONTENT_LENGTH: '8193' }, 'x'.repeat(8193)],
    [413, { CONTENT_LENGTH: '300000' }, 'x'.repeat(300000)],
    [413, { CONTENT_LENGTH: '99999999999999' }, 'x'],
    [404, {}, ''],
    [404, { CONTENT_LENGTH: '8192' }, 'x'.repeat(8192)],
  ];
  for (const [status, params, body] of cases) {
    const reply = await pool.ask('/nowhere', { params, body });
    assert.deepEqual([reply.status, reply.ended, reply.error], [status, true, null], JSON.stringify(params));
    assert.equal(JSON.parse(reply.body).status, status);
  }
  await pool.stop();
});

test('headers', async () => {
  const pool = await startPool();
  const full = await pool.ask('/headers');
  const expected = {
    Status: ['303 See Other'],
    'Content-Type': ['text/plain'],
    'Content-Length': ['0'],
    'Cache-Control': ['public, s-maxage=15'],
    ETag: ['"abc"'],
    'Last-Modified': ['Sun, 06 Nov 1994 08:49:37 GMT'],
    'Retry-After': ['7'],
    Allow: ['GET, HEAD'],
    Vary: ['Accept'],
    'Access-Control-Allow-Origin': ['*'],
    Location: [], // it held a line break
    'X-Evil': [],
  };
  for (const [name, values] of Object.entries(expected)) assert.deepEqual(header(full, name), values, name);
  const links = header(full, 'Link');
  assert.equal(links[0], '</next?cursor=1>; rel="next"');
  assert.match(links[1], /^<https:\/\/www\.elexon\.co\.uk\/\S+>; rel="license"$/);
  assert.match(header(full, 'RateLimit-Policy')[0], /^"default";q=\d+;w=\d+$/);

  const plain = await pool.ask('/echo', { params: { REQUEST_METHOD: 'HEAD' } });
  assert.deepEqual(header(plain, 'Content-Length'), [String(plain.body.length)]);
  assert.deepEqual(header(plain, 'Cache-Control'), ['no-store']);
  const none = await pool.ask('/none');
  assert.deepEqual(
    [none.status, none.body, header(none, 'Content-Length'), header(none, 'ETag')],
    [304, '', [], ['"abc"']],
  );
  await pool.stop();
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} ends an idle pool, and takes the socket away`, async () => {
    const pool = await startPool();
    pool.kill(signal);
    const { code } = await pool.done;
    assert.equal(code, 0);
    assert.ok(!existsSync(pool.socket));
    assert.deepEqual(pool.pids().filter(isAlive), []);
  });
}

test('SIGTERM lets a handler finish', async () => {
  const pool = await startPool();
  const slow = await askSlow(pool);
  pool.kill('SIGTERM');
  await pool.until('worker_ended'); // the idle one
  slow.release();
  const reply = await slow.reply;
  assert.deepEqual([reply.status, reply.body, reply.ended], [200, 'gone\n', true]);
  assert.equal((await pool.done).code, 0);
});

test('SIGTERM lets a large body be sent to its end', async () => {
  const pool = await startPool();
  const { socket, reply } = open(pool.socket);
  socket.write(encode(get('/large')));
  await new Promise((resolve) => socket.once('data', () => resolve(socket.pause())));
  pool.kill('SIGTERM');
  await pool.until('worker_ended'); // the idle one: the signal has arrived, 8 MiB do not fit into the kernel's buffers
  socket.resume();
  const { status, body, ended } = await reply;
  assert.deepEqual([status, body.length, ended], [200, 8 << 20, true]);
  assert.ok(body.endsWith('131071\n'));
  assert.equal((await pool.done).code, 0);
});

test('SIGTERM ends a pool whose workers wait for silent peers', async () => {
  const pool = await startPool();
  const peers = [open(pool.socket), open(pool.socket), open(pool.socket)];
  await Promise.all(peers.map((peer) => peer.connected));
  pool.kill('SIGTERM');
  assert.equal((await pool.done).code, 0);
  assert.deepEqual([pool.lines('workers_killed'), pool.lines('worker_hung')], [[], []]);
  await Promise.all(peers.map((peer) => peer.reply));
});

test('a second SIGTERM does not wait long', async () => {
  const pool = await startPool();
  const slow = await askSlow(pool);
  pool.kill('SIGTERM');
  await pool.until('pool_stopping');
  pool.kill('SIGTERM');
  const { code } = await pool.done;
  assert.equal(code, 0);
  assert.equal(pool.lines('workers_killed').length, 1);
  assert.equal((await slow.reply).status, 0);
});

test('SIGTERM is heard by a worker that is never idle', async () => {
  const pool = await startPool(one);
  const traffic = load(pool, 16);
  await until(() => traffic.replies.length > 100);
  pool.kill('SIGTERM');
  const { code } = await pool.done;
  await traffic.stop();
  assert.deepEqual([code, pool.lines('workers_killed').length], [0, 0]);
  const served = pool.lines('request').length;
  assert.equal(traffic.replies.filter((reply) => reply.status === 200 && reply.ended).length, served);
});

test('SIGHUP renews every worker by the program now installed, and loses no request', async () => {
  const folder = tempFolder();
  const pool = await startPool({ folder, command: installProgram(folder) });
  const old = pool.pids();
  const traffic = load(pool);
  await until(() => traffic.replies.length > 100);
  installProgram(folder, `echo renewed >>${folder}/proof`);
  for (let round = 1; round <= 3; round++) {
    pool.kill('SIGHUP');
    await pool.until('pool_renewed', round);
    const count = traffic.replies.length;
    await until(() => traffic.replies.length > count + 100);
  }
  await traffic.stop();
  assert.deepEqual(old.filter(isAlive), []);
  assert.equal(new Set(pool.pids()).size, 8);
  assert.equal(readFileSync(`${folder}/proof`, 'utf8'), 'renewed\n'.repeat(6));
  assert.deepEqual(
    traffic.replies.filter((reply) => reply.status !== 200 || !reply.ended || reply.error),
    [],
  );
  await pool.stop();
});

test('SIGHUP to a program that does not start costs one worker, and the others serve on', async () => {
  const folder = tempFolder();
  const pool = await startPool({ folder, command: installProgram(folder) });
  const [first, second] = pool.pids();
  installProgram(folder, 'exit 3');
  pool.kill('SIGHUP');
  await pool.until('renewal_stopped');
  assert.equal(isAlive(first) + isAlive(second), 1);
  assert.equal((await pool.ask('/echo')).status, 200);
  installProgram(folder);
  await pool.until('worker_ready', 3);
  await pool.stop(pool.lines('worker_ended').length - 1);
});

test('a worker that dies is replaced, and costs its own request only', async () => {
  const pool = await startPool(one);
  const dead = await pool.ask('/crash');
  assert.equal(dead.status, 0);
  assert.equal((await pool.ask('/echo')).status, 200);
  await pool.until('worker_ready', 2);
  assert.match(pool.lines('worker_ended')[0], /status=42/);
  const [, successor] = pool.pids();
  process.kill(successor, 'SIGKILL');
  assert.equal((await pool.ask('/echo')).status, 200);
  await pool.until('worker_ready', 3);
  assert.match(pool.lines('worker_ended')[1], /signal=9/);
  await pool.stop(2);
});

test('a half-sent request holds a worker no longer than the master allows', async () => {
  const pool = await startPool(one);
  const half = open(pool.socket);
  await half.connected;
  half.socket.write(encode(get('/echo')).subarray(0, 40));
  const next = await pool.ask('/echo');
  assert.equal(next.status, 200);
  assert.equal((await half.reply).status, 0);
  await pool.until('worker_ready', 2);
  assert.equal(pool.lines('worker_hung').length, 1);
  await pool.stop(1);
});

test('a peer that says nothing, or leaves, holds up nobody', async () => {
  const pool = await startPool(one);
  const silent = open(pool.socket);
  await silent.connected;
  const gone = open(pool.socket);
  await gone.connected;
  gone.socket.destroy();
  const impatient = open(pool.socket);
  impatient.socket.write(encode(get('/large')), () => impatient.socket.destroy());
  assert.equal((await pool.ask('/echo')).status, 200);
  assert.deepEqual([pool.lines('worker_ended'), pool.lines('worker_hung')], [[], []]);
  silent.socket.destroy();
  await pool.stop();
});

test('a socket left by a killed pool is taken over', async () => {
  const folder = tempFolder();
  const killed = await startPool({ folder });
  killed.kill('SIGKILL');
  await killed.done;
  await until(() => !killed.pids().some(isAlive), { what: 'the end of the orphaned workers' });
  assert.ok(existsSync(killed.socket));
  const pool = await startPool({ folder });
  assert.equal((await pool.ask('/echo')).status, 200);
  assert.equal(statSync(pool.socket).mode & 0o777, 0o660);
  await pool.stop();
});

test('a socket that is served, and a file that is no socket, are left alone', async () => {
  const pool = await startPool();
  const second = await new Pool({ folder: pool.folder }).done;
  assert.deepEqual([second.code, /another server answers/.test(second.stderr)], [78, true]);
  assert.equal((await pool.ask('/echo')).status, 200);
  await pool.stop();
  const folder = tempFolder();
  writeFileSync(path.join(folder, 's'), 'precious');
  const third = await new Pool({ folder }).done;
  assert.deepEqual([third.code, /not a socket/.test(third.stderr)], [78, true]);
  assert.equal(readFileSync(path.join(folder, 's'), 'utf8'), 'precious');
});

test('a pool whose workers all fail at their start gives up', async () => {
  const pool = new Pool({ env: { POOL_FAILS: '1' } });
  const { code } = await pool.done;
  assert.equal(code, 1);
  assert.equal(pool.lines('pool_failed').length, 1);
  assert.equal(pool.lines('worker_not_started').length, 10);
  assert.ok(!existsSync(pool.socket));
});

test('a worker ends after its share of requests, and no request is lost', async () => {
  const pool = await startPool(one);
  const traffic = load(pool, 16);
  await until(() => pool.pids().length > 1, { what: 'a new worker' });
  await traffic.stop();
  const [first] = pool.pids();
  const share = pool.log.split('event=worker_ended ')[0].split('event=request ').length - 1;
  assert.match(pool.lines('worker_ended')[0], new RegExp(`pid=${first} pool=slow status=0 signal=0`));
  assert.ok(share >= 9000 && share <= 11000, `${share} requests`);
  assert.deepEqual(
    traffic.replies.filter((reply) => reply.status !== 200 || !reply.ended || reply.error),
    [],
  );
  await pool.stop();
});

test('a worker that has grown makes room for a new one', async () => {
  const pool = await startPool(one);
  assert.equal((await pool.ask('/bloat')).body, 'fat\n');
  while (pool.pids().length < 2) assert.equal((await pool.ask('/echo')).status, 200);
  assert.match(pool.lines('worker_ended')[0], /status=0 signal=0/);
  await pool.stop();
});

test('a socket handed down as standard input is served by a pool, and stays', async () => {
  const folder = tempFolder();
  const socket = path.join(folder, 's');
  const pool = await startPool({ folder, before: handDown(socket), args: ['--workers', '2'] });
  assert.equal((await pool.ask('/echo')).status, 200);
  await pool.stop();
  assert.ok(existsSync(socket));
});

test('without options a pool serves the socket at its standard input', async () => {
  const folder = tempFolder();
  const pool = new Pool({ folder, before: handDown(path.join(folder, 's')), args: [] });
  await until(() => existsSync(pool.socket));
  assert.equal((await pool.ask('/echo')).status, 200);
  pool.kill('SIGHUP');
  assert.equal((await pool.ask('/echo')).status, 200);
  await pool.stop();
});

test('windfall-api starts and stays up with PostgreSQL and Redis down', async () => {
  const env = {
    WINDFALL_DATABASE_API: 'host=/nonexistent user=windfall_api dbname=windfall',
    WINDFALL_REDIS_SOCKET: '/nonexistent/redis',
  };
  const pool = await startPool({ env, command: program('windfall-api') });
  assert.equal((await pool.ask('/healthz')).status, 200);
  for (let i = 0; i < 20; i++) {
    const reply = await pool.ask('/api/v1/farms');
    assert.equal(reply.status, 503);
    assert.match(header(reply, 'Retry-After')[0], /^\d+$/);
    assert.deepEqual(header(reply, 'Content-Type'), ['application/problem+json']);
  }
  assert.equal((await pool.ask('/readyz')).status, 503);
  assert.deepEqual(pool.lines('worker_ended'), []);
  await pool.stop();
});
