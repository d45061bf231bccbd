// Median times of 60 answers each of the stack that make up started, one after the other, below the limit of nginx.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { root } from '../lib/project.mjs';
import { median } from './table.mjs';

const state = process.env.WINDFALL_STATE_DIR ?? path.join(root, 'build/state');
const address = runningStack();
const agent = new http.Agent({ keepAlive: true });

function runningStack() {
  try {
    const [, port] = /^http_port = (\d+)$/m.exec(readFileSync(path.join(state, 'windfall.conf'), 'utf8'));
    return `http://127.0.0.1:${port}`;
  } catch {
    console.error(`bench: no stack at ${state}; make up starts one`);
    process.exit(1);
  }
}

function answer(path, host) {
  return new Promise((resolve, reject) => {
    const since = performance.now();
    const options = { agent, headers: { accept: 'application/json', ...(host && { host }) } };
    const request = http.get(address + path, options, (reply) => {
      reply
        .resume()
        .on('end', () =>
          reply.statusCode === 200
            ? resolve(performance.now() - since)
            : reject(new Error(`${path} answers ${reply.statusCode}`)),
        );
    });
    request.on('error', reject);
  });
}

async function medianTime(path, hostOf = () => undefined) {
  const times = [];
  for (let i = 0; i < 60; i++) times.push(await answer(path, hostOf(i)));
  return median(times);
}

async function latestDay() {
  const reply = await fetch(`${address}/api/v1/status`);
  return (await reply.json()).data.last_complete_day;
}

// Another host name is another cache key for nginx, so that the pool answers.
const run = Date.now();
const past = (i) => `bench-${run}-${i}`;

async function bench() {
  const day = await latestDay();
  const page = `/api/v1/summaries/daily/${day}`;
  const cases = [
    ['static file', '/favicon.svg'],
    ['day, from the cache of nginx', page],
    ['day, from Redis', page, past],
    ['status, from PostgreSQL', '/api/v1/status', past],
  ];
  await medianTime('/favicon.svg'); // warms this program up
  let base;
  for (const [name, path, hostOf] of cases) {
    const ms = await medianTime(path, hostOf);
    base ??= ms;
    console.log(`${name.padEnd(30)} ${ms.toFixed(2).padStart(7)} ms ${(ms / base).toFixed(1).padStart(6)} ×`);
  }
}

try {
  await bench();
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  agent.destroy();
}
