// What both fakes share: an HTTP server on the loopback that records its requests and misbehaves as told.
import { createServer } from 'node:http';
import { constants, createSecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import { createGzip, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';

const json = { 'content-type': 'application/json; charset=utf-8' };

function send(request, response, { status, body, headers = json }) {
  const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && body.length > 1000;
  const bytes = gzip ? gzipSync(body, { level: 1 }) : Buffer.from(body);
  response.writeHead(status, {
    ...headers,
    ...(gzip && { 'content-encoding': 'gzip' }),
    'content-length': bytes.length,
  });
  response.end(bytes);
}

function* zeros(bytes) {
  const block = Buffer.alloc(1 << 20, ' ');
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
}

const stackOf = (reply, change) => {
  const stack = JSON.parse(reply.body);
  change(stack.data);
  return { ...reply, body: JSON.stringify(stack) };
};

/** Each fault: what becomes of a request whose true reply is at hand. */
const faults = {
  status({ request, response }, { status, retryAfter, body = `{"statusCode":${status},"message":"fault"}` }) {
    send(request, response, {
      status,
      body,
      headers: { ...json, ...(retryAfter !== undefined && { 'retry-after': retryAfter }) },
    });
  },
  hang() {},
  reset({ request }) {
    if (request.stream) request.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    else request.socket.resetAndDestroy();
  },
  truncated({ response, reply }) {
    response.writeHead(200, { ...json, 'content-length': reply.body.length });
    response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
  },
  html({ request, response }) {
    send(request, response, {
      status: 200,
      body: '<html><body>Sorry</body></html>',
      headers: { 'content-type': 'text/html' },
    });
  },
  half_json({ request, response, reply }) {
    send(request, response, { status: 200, body: reply.body.slice(0, reply.body.length / 2) });
  },
  wrong_types({ request, response, reply }) {
    send(
      request,
      response,
      stackOf(reply, (rows) => rows[0] && (rows[0].volume = 'much')),
    );
  },
  beyond_range({ request, response, reply }) {
    send(
      request,
      response,
      stackOf(reply, (rows) => rows[0] && (rows[0].volume = 1e12)),
    );
  },
  another_day({ request, response, reply }) {
    send(
      request,
      response,
      stackOf(reply, (rows) => rows[0] && (rows[0].settlementDate = '2001-01-01')),
    );
  },
  duplicate({ request, response, reply }) {
    send(
      request,
      response,
      stackOf(reply, (rows) => rows.push(rows.at(-1))),
    );
  },
  conflict({ request, response, reply }) {
    send(
      request,
      response,
      stackOf(reply, (rows) => rows.push({ ...rows.at(-1), volume: -123 })),
    );
  },
  body({ request, response }, { status = 200, body }) {
    send(request, response, { status, body });
  },
  huge({ response }, { bytes = 200 << 20 }) {
    response.writeHead(200, json);
    Readable.from(zeros(bytes))
      .on('error', () => {})
      .pipe(response);
  },
  bomb({ response }, { bytes = 256 << 20 }) {
    response.writeHead(200, { ...json, 'content-encoding': 'gzip' });
    Readable.from(zeros(bytes))
      .pipe(createGzip({ level: 1 }))
      .pipe(response);
  },
  redirect({ response }, { location = 'http://127.0.0.1:9/elsewhere' }) {
    response.writeHead(302, { location, 'content-length': 0 }).end();
  },
};

const serverOf = (tls) => (!tls ? createServer : tls.http2 ? createSecureServer : createTlsServer);

export class FakeServer {
  requests = []; // {path, headers}, in order of arrival
  highest = 0; // requests answered at once
  rules = [];
  sockets = new Set();
  hung = new Set(); // sockets of requests that wait for ever

  /** answer(path) gives {status, body}; latencyMs holds every reply back; tls: {key, cert, http2}. */
  constructor(answer, { latencyMs = 0, tls } = {}) {
    this.answer = answer;
    this.latencyMs = latencyMs;
    this.open = 0;
    this.scheme = tls ? 'https' : 'http';
    this.server = serverOf(tls)({ ...tls }, (request, response) => this.#serve(request, response));
  }

  async listen(port = 0) {
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `${this.scheme}://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  async close() {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  /** The next `times` requests whose path holds `match` (text or pattern) get the fault; options are the fault's own. */
  fault(match, kind, { times = Infinity, ...options } = {}) {
    if (!(kind in faults)) throw new TypeError(`no such fault: ${kind}`);
    const hits = typeof match === 'string' ? (path) => path.endsWith(match) : (path) => match.test(path);
    this.rules.push({ hits, kind, left: times, options });
  }

  /** Forgets faults and what was recorded; who was left hanging is cut off, and may ask again. */
  reset() {
    for (const socket of this.hung) socket.destroy();
    this.hung.clear();
    this.rules = [];
    this.requests = [];
    this.highest = 0;
  }

  asked(match) {
    return this.requests.filter(({ path }) => path.includes(match)).length;
  }

  #serve(request, response) {
    this.requests.push({ path: request.url, headers: request.headers, version: request.httpVersion });
    this.highest = Math.max(this.highest, ++this.open);
    response.on('close', () => this.open--).on('error', () => {});
    if (this.latencyMs) setTimeout(() => this.#reply(request, response), this.latencyMs);
    else this.#reply(request, response);
  }

  #reply(request, response) {
    const reply = this.answer(request.url);
    const rule = this.rules.find(({ hits, left }) => left > 0 && hits(request.url));
    if (!rule) return send(request, response, reply);
    rule.left--;
    if (rule.kind === 'hang') this.hung.add(request.socket);
    faults[rule.kind]({ request, response, reply }, rule.options);
  }
}
