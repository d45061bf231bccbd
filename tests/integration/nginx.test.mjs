// What nginx adds to the pools: limits, refusals, compression, headers, TLS, logs, and what is for this machine alone.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import tls from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { ask, startNginx } from '../lib/nginx.mjs';
import { bothKinds, startPool, usePools } from '../lib/pool.mjs';
import { must } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';

usePools();

let folder, pool, site;
const sites = [];
const newSite = async (options) => {
  const started = await startNginx(folder, options);
  sites.push(started);
  return started;
};
before(async () => {
  folder = tempFolder();
  pool = await startPool({ folder, args: bothKinds(folder), workers: 4 });
  site = await newSite();
});
after(async () => {
  for (const each of sites) await each.stop();
  pool?.kill('SIGTERM');
});

const problem = (reply, status) => {
  assert.equal(reply.status, status, reply.body);
  assert.equal(reply.headers['content-type'], 'application/problem+json');
  const json = JSON.parse(reply.body);
  assert.equal(json.status, status);
  assert.match(json.request_id, /^[0-9a-f]{32}$/);
  return json;
};

test('a page, an answer and a refusal carry the security headers, none of them twice', async () => {
  for (const uri of ['/', '/index.html', '/missing.js', '/api/v1/status/echo', '/healthz/x', '/api/v1/farms/echo']) {
    const { headers } = await site.get(uri);
    assert.match(
      headers['content-security-policy'] ?? '',
      /^default-src 'none'; script-src 'self';[^,]*frame-ancestors 'none'$/,
      uri,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff', uri);
    assert.equal(headers['referrer-policy'], 'same-origin', uri);
    assert.equal(headers['strict-transport-security'], undefined, uri);
    assert.equal(headers.server, 'nginx', uri);
  }
});

test('JSON and CSV are compressed for those who take it', async () => {
  for (const type of ['application/json', 'text/csv', 'application/problem+json']) {
    const uri = `/api/v1/typed?${type}`;
    const [plain, packed] = [await site.get(uri), await site.get(uri, { headers: { 'Accept-Encoding': 'gzip' } })];
    assert.deepEqual([plain.headers['content-encoding'], packed.headers['content-encoding']], [undefined, 'gzip']);
    assert.equal(gunzipSync(packed.bytes).toString(), plain.body);
    assert.ok(packed.bytes.length * 10 < plain.bytes.length);
    assert.match(packed.headers.vary, /Accept-Encoding/i);
  }
});

test('the access log is JSON, and shares the request_id with the log of the pools', async () => {
  const agent = 'a "quoted" agent\\ and é';
  const reply = await site.get('/api/v1/farms/echo?logged', {
    headers: { 'User-Agent': Buffer.from(agent).toString('latin1') },
  });
  const id = reply.body.split('\n')[8];
  const line = await until(() => site.log().find(({ request_id: its }) => its === id), { what: 'the line of nginx' });
  assert.deepEqual(
    [line.method, line.uri, line.status, line.upstream_status, line.user_agent, line.remote_addr],
    ['GET', '/api/v1/farms/echo?logged', 200, '200', agent, '127.0.0.1'],
  );
  assert.ok(line.seconds >= 0 && line.bytes > 0);
  await until(() => pool.lines('request').some((text) => text.includes(`request_id=${id} `)), {
    what: 'the line of the pool',
  });
});

test('health and metrics are for this machine alone', async () => {
  for (const uri of ['/healthz', '/readyz', '/metrics']) {
    assert.notEqual((await site.get(uri)).status, 403);
    problem(await site.get(uri, { localAddress: '127.0.0.2' }), 403);
  }
});

test('what is too large or unknown to nginx is refused as problem+json', async () => {
  problem(await site.get(`/api/v1/echo?${'x'.repeat(9000)}`), 414);
  problem(await site.get('/api/v1/echo', { headers: { 'X-Long': 'x'.repeat(9000) } }), 431);
  problem(await site.get('/api/v1/echo', { method: 'POST', headers: { 'Content-Length': 9000 } }), 413);
});

describe('limits by address', () => {
  test('more than a burst of 400 and 100 a second is refused with 429, and let in again', async () => {
    const limited = await newSite();
    const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });
    const replies = await Promise.all(
      Array.from({ length: 900 }, (_, i) => limited.get(`/api/v1/farms/echo?${i}`, { agent })),
    );
    agent.destroy();
    const refused = replies.filter(({ status }) => status !== 200);
    assert.ok(replies.length - refused.length >= 400, `${refused.length} of 900 refused`);
    assert.ok(refused.length > 0);
    for (const reply of refused) problem(reply, 429);
    assert.ok(refused.every(({ headers }) => headers['retry-after'] === '1'));
    assert.equal((await limited.get('/api/v1/farms/echo', { localAddress: '127.0.0.9' })).status, 200);
    await until(async () => (await limited.get('/api/v1/farms/echo')).status === 200, { what: 'an answer again' });
    assert.equal((await limited.get('/')).status, 200);
  });

  test('more than 256 requests at once are refused with 429', async () => {
    const limited = await newSite();
    const file = path.join(tempFolder(), 'f');
    const waiting = Array.from({ length: 300 }, () =>
      limited.get(`/api/v1/wait?${file}`, { agent: new http.Agent({ maxSockets: 1 }) }),
    );
    const refused = [];
    waiting.forEach((request) => request.then((reply) => reply.status === 429 && refused.push(reply)));
    await until(() => refused.length >= 44, { what: 'the refusals' });
    writeFileSync(`${file}.go`, '');
    const served = (await Promise.all(waiting)).filter(({ status }) => status === 200);
    assert.deepEqual([served.length, refused.length], [256, 44]);
    refused.forEach((reply) => assert.equal(problem(reply, 429).title, 'Too Many Requests'));
  });

  test('without limits none of it is refused', async () => {
    const free = await newSite({ limits: false });
    const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });
    const replies = await Promise.all(Array.from({ length: 900 }, () => free.get('/api/v1/farms/echo', { agent })));
    agent.destroy();
    assert.ok(replies.every(({ status }) => status === 200));
  });
});

describe('with a certificate', () => {
  let secure, ca, files;
  before(async () => {
    const at = tempFolder();
    files = { CERTIFICATE: path.join(at, 'cert.pem'), CERTIFICATE_KEY: path.join(at, 'key.pem') };
    const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    await must('openssl', [...kind, ...name, '-out', files.CERTIFICATE, '-keyout', files.CERTIFICATE_KEY]);
    ca = readFileSync(files.CERTIFICATE);
    secure = await newSite({ fill: { SERVER: 'tls', ...files } });
  });

  test('the site and the API are served by HTTPS, with a year of strict transport', async () => {
    for (const uri of ['/', '/api/v1/farms/echo', '/missing.js']) {
      const { status, headers } = await ask(`https://localhost:${secure.httpsPort}${uri}`, { ca });
      assert.equal(status, uri === '/missing.js' ? 404 : 200);
      assert.equal(headers['strict-transport-security'], 'max-age=31536000');
    }
  });

  test('plain HTTP leads there, whatever the method, address and query', async () => {
    for (const method of ['GET', 'POST']) {
      const reply = await secure.get('/api/v1/echo?a=%20b', { method, headers: { Host: 'wind.example' } });
      assert.equal(reply.status, 308);
      assert.equal(reply.headers.location, `https://wind.example:${secure.httpsPort}/api/v1/echo?a=%20b`);
    }
    assert.notEqual((await secure.get('/healthz')).status, 308); // for this machine alone, as it is
  });

  const connect = (options) =>
    new Promise((resolve, reject) => {
      const socket = tls.connect({ host: '127.0.0.1', port: secure.httpsPort, ca, ...options });
      socket.on('secureConnect', () => {
        resolve([socket.getProtocol(), socket.alpnProtocol, socket.getCipher().name]);
        socket.destroy();
      });
      socket.on('error', reject);
    });

  test('TLS 1.2 and 1.3 with forward secrecy, HTTP/2; nothing older', async () => {
    assert.deepEqual((await connect({ ALPNProtocols: ['h2', 'http/1.1'] })).slice(0, 2), ['TLSv1.3', 'h2']);
    const [version, , cipher] = await connect({ maxVersion: 'TLSv1.2' });
    assert.deepEqual([version, /^ECDHE-ECDSA-(AES\d+-GCM|CHACHA20)/.test(cipher)], ['TLSv1.2', true], cipher);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
    await assert.rejects(connect(old), /version|alert/i);
    await assert.rejects(
      connect({ maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:ECDHE-ECDSA-AES128-SHA' }),
      /handshake/i,
    );
  });
});
