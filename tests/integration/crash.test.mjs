// kill -9 at any moment loses nothing: the next run ends where an undisturbed one does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { windfall } from '../lib/run.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

const range = ['--from', '2025-05-06', '--to', '2025-05-08'];
let worlds, archive, expected, tookMs;

before(async () => {
  archive = tempFolder();
  const made = await windfall(['simulate', ...range, '--out', archive, '--seed', '3'], {});
  assert.equal(made.code, 0, made.stderr);
  worlds = await startWorlds();
  const world = await worlds.world('simulated');
  const begun = Date.now();
  await world.must('ingest', ...range, '--archive', archive);
  tookMs = Date.now() - begun;
  expected = await digest(world, howOften);
  await assertSumsHold(world);
});
after(() => worlds?.stop());

const records = (world) => world.one('SELECT count(*) FROM windfall.curtailment_records').then(Number);

async function killedRun(world, moment) {
  const { child, done } = world.start('ingest', ...range, '--archive', archive);
  await moment(child);
  child.kill('SIGKILL');
  await done;
  await until(
    async () =>
      (await world.one(
        `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'windfall_ingest'`,
      )) === '0',
    {
      what: 'the end of its session',
    },
  );
}

const at = (share) => () => new Promise((resolve) => setTimeout(resolve, tookMs * share)); // a random moment is the point here
for (const share of Array.from({ length: 8 }, () => Math.random()))
  test(`killed after ${Math.round(share * 100)} % of its time, then run again`, async () => {
    const world = await worlds.world('simulated');
    await killedRun(world, at(share));
    await assertSumsHold(world);
    await world.must('ingest', ...range, '--archive', archive);
    assert.deepEqual(await digest(world, howOften), expected);
  });

test('killed over and over, it goes on from where it was', async () => {
  const world = await worlds.world('simulated');
  for (let i = 0; i < 6; i++) await killedRun(world, at(0.3 + Math.random() * 0.4));
  await world.must('ingest', ...range, '--archive', archive);
  assert.deepEqual(await digest(world, howOften), expected);
});

test('SIGTERM ends after the current day, and says so', async () => {
  const world = await worlds.world('simulated');
  const { child, done } = world.start('ingest', ...range, '--archive', archive);
  await until(async () => (await records(world)) > 0, { what: 'the first day', everyMs: 5 });
  child.kill('SIGTERM');
  const { code, signal } = await done;
  assert.equal(signal, null);
  assert.ok([0, 75].includes(code), `exit ${code}`);
  await assertSumsHold(world);
  await world.must('ingest', ...range, '--archive', archive);
  assert.deepEqual(await digest(world, howOften), expected);
});
