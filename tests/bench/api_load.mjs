// wrk's figures, and times of single requests and statements.
import http from 'node:http';
import path from 'node:path';
import { must } from '../lib/run.mjs';

const inMs = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** {perSecond, p99} of 32 clients that ask for the paths of a file in turn; any answer but 200 is an error. */
export async function load(address, file, seconds) {
  const script = path.join(import.meta.dirname, 'urls.lua');
  const args = ['-t', '2', '-c', '32', '-d', `${seconds}s`, '--latency', '-s', script, address, '--', file];
  const { stdout } = await must('wrk', args);
  if (/Non-2xx|Socket errors/.test(stdout)) throw new Error(`${address}: not every answer was good\n${stdout}`);
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s|m)/.exec(stdout);
  return { perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]), p99: Number(p99) * inMs[unit] };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** {ms, body, headers} of one request over a kept connection. */
export function ask(url) {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const request = http.get(url, { agent }, (reply) => {
      const chunks = [];
      reply.on('data', (chunk) => chunks.push(chunk));
      reply.on('end', () => {
        const ms = performance.now() - since;
        if (reply.statusCode !== 200) reject(new Error(`${url} answers ${reply.statusCode}`));
        else resolve({ ms, body: Buffer.concat(chunks), headers: reply.headers });
      });
    });
    request.on('error', reject);
  });
}

/** Asks for a page and all that follow it: {ms, bytes}. */
export async function askAll(address, first) {
  const sum = { ms: 0, bytes: 0 };
  for (let next = first; next;) {
    const { ms, body, headers } = await ask(address + next);
    sum.ms += ms;
    sum.bytes += body.length;
    next = /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1];
  }
  return sum;
}

export const p95 = (values) => [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1];

/** Milliseconds of each run of a statement, prepared beforehand and once run, as libpq's caller sees them. */
export async function statementTimes(dsn, { prepare = '', run, times }) {
  const script = ['\\o /dev/null', prepare, run, '\\timing on', ...Array(times).fill(run)].join('\n');
  const { stdout } = await must('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', dsn, '-f', '-'], { input: script });
  return [...stdout.matchAll(/^Time: ([\d.]+) ms/gm)].map(([, ms]) => Number(ms));
}
