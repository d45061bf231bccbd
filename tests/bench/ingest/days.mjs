// What the parts stand on: a server of the stack's own settings, days to read, and what a run of the program takes.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { program, root } from '../../lib/project.mjs';
import { must, windfall } from '../../lib/run.mjs';
import { tempFolder } from '../../lib/temp.mjs';
import { startWorlds } from '../../lib/world.mjs';

/** Worlds in a PostgreSQL set up as that of the local stack, to the disk's own pace. */
export function startStackWorlds() {
  const conf = readFileSync(path.join(root, 'tools/stack/postgresql.conf'), 'utf8');
  return startWorlds({ settings: conf.split('\n').filter((line) => /^\w/.test(line) && !/@|^log/.test(line)) });
}

export const dates = (from, n) =>
  Array.from({ length: n }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10));

const simulated = new Map();
/** A folder of simulated days, made once. */
export async function simulatedDays(from, to) {
  if (!simulated.has(from + to)) {
    const folder = tempFolder();
    await must(program('windfall'), ['simulate', '--from', from, '--to', to, '--out', folder], { timeoutMs: 600_000 });
    simulated.set(from + to, folder);
  }
  return simulated.get(from + to);
}

export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
export const range = (from, to) => ['--from', from, '--to', to];

/** Runs the program, and gives the milliseconds it took. */
export async function timed(world, ...args) {
  const from = performance.now();
  const result = await windfall(args, world.env, { timeoutMs: 1_200_000 });
  const ms = performance.now() - from;
  if (result.code !== 0) throw new Error(`windfall ${args.join(' ')}: exit ${result.code}\n${result.stderr}`);
  return ms;
}

/** The same for a file of SQL text, or for psql's own words. */
export async function timedSql(world, sql) {
  const from = performance.now();
  await world.database.query(sql, 'postgres');
  return performance.now() - from;
}

/** Copies days that are stored over the calendar, by fill.sql. */
export function fill(world, from, to) {
  const at = ['-X', '-q', '-d', world.database.dsn('postgres'), '-v', `from=${from}`, '-v', `to=${to}`];
  execFileSync('psql', [...at, '-f', 'tests/bench/fill.sql'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
