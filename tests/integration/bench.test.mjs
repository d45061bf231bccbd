// What the benches compare with still does its part: days stored alone, replies served and fetched alone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { stackPath, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { program, root, variant } from '../lib/project.mjs';
import { must } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-04-01';
const archive = tempFolder();
let worlds, server;

before(async () => {
  const programs = ['store', 'server', 'fetch'].map((name) => `build/${variant}/bench/${name}`);
  await must('make', ['-s', '-j2', '-C', root, `VARIANT=${variant}`, ...programs], { timeoutMs: 900_000 });
  worlds = await startWorlds();
  writeRegister(archive, '2025-04', [unit('T_ONE-1')]);
  writeDay(archive, date, { 20: [{ id: 'T_ONE-1', soFlag: true, volume: '-1', originalPrice: '-50.00' }] });
});
after(() => {
  server?.kill();
  return worlds?.stop();
});

test('days are stored alone', async () => {
  const world = await worlds.world();
  await world.must('sync', 'units', '--file', archive);
  const { stdout } = await must(program('bench/store'), [date, date, archive], { env: world.env });
  assert.match(stdout, /^1 \d+\n$/);
  assert.equal(await world.one('SELECT count(*) FROM windfall.historical_bitcoin_calculations'), '14');
});

test('replies are served and fetched alone', async () => {
  server = spawn(program('bench/server'), [archive, '0', date], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = await once(server.stdout, 'data');
  const url = `http://127.0.0.1:${`${port}`.trim()}`;
  const input = ['bid', 'offer'].map((side) => `${url}${stackPath(side, date, 20)}\n`).join('');
  const { stdout } = await must(program('bench/fetch'), ['2'], { input });
  assert.match(stdout, /^2 [1-9]\d+ \d+\n$/);
});
