// A FastCGI client: one request a connection, as nginx makes them with fastcgi_keep_conn off, or many in turn, as with it on.
import { connect } from 'node:net';

const [BEGIN, END, PARAMS, STDIN, STDOUT] = [1, 3, 4, 5, 6];

function record(type, content = Buffer.alloc(0)) {
  const head = Buffer.from([1, type, 0, 1, content.length >> 8, content.length & 255, 0, 0]);
  return Buffer.concat([head, content]);
}

const length = (n) =>
  n < 128 ? Buffer.from([n]) : Buffer.from([(n >>> 24) | 128, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]);

function parameters(values) {
  const pairs = Object.entries(values).map(([name, value]) => {
    const [a, b] = [Buffer.from(name), Buffer.from(value)];
    return Buffer.concat([length(a.length), length(b.length), a, b]);
  });
  return Buffer.concat(pairs);
}

/** The bytes of a request; keep: the server is to leave the connection open. */
export function encode(params, body = '', { keep = false } = {}) {
  const begin = record(BEGIN, Buffer.from([0, 1, keep ? 1 : 0, 0, 0, 0, 0, 0]));
  const bytes = Buffer.from(body);
  const stdin = [];
  for (let at = 0; at < bytes.length; at += 65000) stdin.push(record(STDIN, bytes.subarray(at, at + 65000)));
  return Buffer.concat([begin, record(PARAMS, parameters(params)), record(PARAMS), ...stdin, record(STDIN)]);
}

export const get = (uri, params = {}) => ({
  REQUEST_METHOD: 'GET',
  REQUEST_URI: uri,
  REQUEST_ID: '0123456789abcdef',
  ...params,
});

/** {status, headers, body, ended} of what came; ended: the END_REQUEST record was there. */
function decode(bytes) {
  const out = [];
  let ended = false;
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = bytes.readUInt16BE(at + 4);
    if (bytes[at + 1] === STDOUT) out.push(bytes.subarray(at + 8, at + 8 + size));
    if (bytes[at + 1] === END) ended = true;
    at += 8 + size + bytes[at + 6];
  }
  const text = Buffer.concat(out);
  const split = text.indexOf('\r\n\r\n');
  if (split < 0) return { status: 0, headers: [], body: '', ended };
  const headers = text
    .subarray(0, split)
    .toString('latin1')
    .split('\r\n')
    .map((line) => line.split(/: (.*)/s, 2));
  const status = Number(headers.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200);
  return { status, headers, body: text.subarray(split + 4).toString(), ended };
}

export const header = (reply, name) => reply.headers.filter(([n]) => n === name).map(([, value]) => value);

/** Opens a connection; `reply` resolves when the server has closed it. */
export function open(socketPath) {
  const socket = connect(socketPath);
  const chunks = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const reply = new Promise((resolve) => {
    let error = null;
    socket.on('error', (e) => (error = e.code));
    socket.on('close', () => resolve({ ...decode(Buffer.concat(chunks)), error }));
  });
  const connected = new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  connected.catch(() => {}); // for those who wait for the reply alone, which tells of the error too
  return { socket, connected, reply };
}

export function ask(socketPath, uri, { params = {}, body = '' } = {}) {
  const { socket, reply } = open(socketPath);
  socket.write(encode(get(uri, params), body));
  return reply;
}

/** Where the first END_REQUEST record ends; -1: not there yet. */
function endOf(bytes) {
  for (let at = 0; at + 8 <= bytes.length;) {
    const next = at + 8 + bytes.readUInt16BE(at + 4) + bytes[at + 6];
    if (bytes[at + 1] === END) return next <= bytes.length ? next : -1;
    at = next;
  }
  return -1;
}

/** A connection that is kept: ask one after the other. `closed` resolves when the server has closed it. */
export function keep(socketPath) {
  const { socket, connected, reply } = open(socketPath);
  let bytes = Buffer.alloc(0);
  let answer = null;
  const give = (error) => {
    const end = endOf(bytes);
    if (!answer || (end < 0 && !error)) return;
    const whole = end < 0 ? bytes : bytes.subarray(0, end);
    bytes = bytes.subarray(whole.length);
    answer({ ...decode(whole), error: end < 0 ? error : null });
    answer = null;
  };
  socket.on('data', (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
    give(null);
  });
  const closed = reply.then(({ error }) => give(error ?? 'closed'));
  const send = (chunk) => new Promise((resolve) => ((answer = resolve), socket.write(chunk)));
  return {
    socket,
    connected,
    closed,
    ask: (uri, { params = {}, body = '' } = {}) => send(encode(get(uri, params), body, { keep: true })),
    close: () => socket.destroy(),
  };
}
