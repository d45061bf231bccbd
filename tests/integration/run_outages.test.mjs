// What a run stands on goes away under it: a full disk, PostgreSQL, Redis. Nothing is lost, the exit tells, and the next run completes it.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { program } from '../lib/project.mjs';
import { startRedis } from '../lib/redis.mjs';
import { run, windfall } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

const days = ['2025-02-10', '2025-02-11', '2025-02-12'];
const range = ['--from', days[0], '--to', days[2]];
let worlds, elexon, expected;

before(async () => {
  const folder = tempFolder();
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  const bids = Object.fromEntries(
    Array.from({ length: 48 }, (_, i) => [i + 1, [{ id: 'T_WIND-1', volume: `-${i}.5` }]]),
  );
  for (const day of days) writeDay(folder, day, bids);
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
  const undisturbed = await worlds.live(elexon);
  await undisturbed.must('backfill', ...range);
  expected = await digest(undisturbed, howOften);
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});
afterEach(() => elexon.reset());

const complete = (world) => world.one('SELECT count(*) FROM windfall.settlement_days WHERE complete = periods');

/** Starts a run and waits until its first day is stored and it asks for the second, which hangs. */
async function held(world) {
  elexon.fault(new RegExp(`/bid/${days[1]}/7$`), 'hang');
  const started = world.start('backfill', ...range);
  await until(async () => (await complete(world)) === '1', { what: 'the first day' });
  await until(() => elexon.asked(`/bid/${days[1]}/7`) > 0, { what: 'the second day' });
  return started;
}

async function assertCompletes(world) {
  elexon.reset();
  await assertSumsHold(world);
  await world.must('backfill', ...range);
  await assertSumsHold(world);
  assert.deepEqual(await digest(world, howOften), expected);
}

describe('a full disk', () => {
  test('of the archive: named, no part of a file is left, and what was stored stands', async () => {
    const world = await worlds.live(elexon);
    const limited = ['--fsize=300', program('windfall'), 'backfill', ...range];
    const result = await run('prlimit', limited, { env: world.env });
    assert.equal(result.code, 75, result.stderr);
    assert.match(result.stderr, /2025-02-10\.jsonl\.gz: File too large; make room, and the next run goes on/);
    assert.deepEqual(
      readdirSync(world.archive).filter((name) => !name.startsWith('reference-')),
      [],
    );
    await assertCompletes(world);
  });

  test('or an archive that cannot be written: a setting, which is named', async () => {
    const world = await worlds.live(elexon);
    world.env.WINDFALL_ARCHIVE_DIR = path.join(world.archive, 'file', 'below');
    writeFileSync(path.dirname(world.env.WINDFALL_ARCHIVE_DIR), '');
    const result = await world.windfall('sync', 'units');
    assert.equal(result.code, 78, result.stderr);
    assert.match(result.stderr, /WINDFALL_ARCHIVE_DIR must be a folder that this user may write: .*: Not a directory/);
  });

  test('of PostgreSQL: the day is rolled back, and read again once there is room', async () => {
    const small = await startWorlds({ initdb: ['--wal-segsize=1'] });
    try {
      const archive = tempFolder();
      const stretch = ['--from', '2025-05-06', '--to', '2025-05-08'];
      const made = await windfall(['simulate', ...stretch, '--out', archive, '--seed', '3'], {});
      assert.equal(made.code, 0, made.stderr);
      const [full, roomy] = [await small.world('simulated'), await small.world('simulated')];
      await roomy.must('ingest', ...stretch, '--archive', archive);
      await small.postgres.stop('fast');
      await small.postgres.start({ fileBytes: 1_500_000 });
      const result = await full.windfall('ingest', ...stretch, '--archive', archive);
      assert.equal(result.code, 69, result.stderr);
      assert.match(result.stderr, /could not extend file|File too large/);
      await assertSumsHold(full);
      await small.postgres.stop('fast');
      await small.postgres.start();
      await full.must('ingest', ...stretch, '--archive', archive);
      assert.deepEqual(await digest(full, howOften), await digest(roomy, howOften));
    } finally {
      await small.stop();
    }
  });
});

describe('PostgreSQL', () => {
  for (const mode of ['fast', 'immediate'])
    test(`restarted (${mode}) in a run: exit 69, and the next run goes on`, async () => {
      const world = await worlds.live(elexon);
      await world.query(`ALTER DATABASE "${world.database.name}" SET synchronous_commit = on`); // the tests' clusters are careless
      const { done } = await held(world);
      await worlds.postgres.stop(mode);
      await worlds.postgres.start();
      elexon.reset();
      const result = await done;
      assert.equal(result.code, 69, result.stderr);
      assert.match(result.stderr, /PostgreSQL/);
      assert.equal(await complete(world), '1');
      await assertCompletes(world);
      assert.deepEqual(
        await world.query(
          "SELECT exit_status, message FROM windfall.runs WHERE kind = 'backfill' ORDER BY run_id LIMIT 1",
        ),
        [{ exit_status: '1', message: 'ended without a word (killed?)' }],
      );
    });

  test('down from the start: exit 69 and nothing asked of the source', async () => {
    const world = await worlds.live(elexon);
    elexon.reset();
    world.env.WINDFALL_DATABASE_INGEST = 'host=/nonexistent dbname=x';
    const result = await world.windfall('backfill', ...range);
    assert.equal(result.code, 69, result.stderr);
    assert.equal(elexon.requests.length, 0);
  });
});

describe('Redis', () => {
  let redis;
  before(async () => (redis = await startRedis()));
  after(() => redis?.stop());

  test('absent: the run ends well', async () => {
    const world = await worlds.live(elexon, { WINDFALL_REDIS_SOCKET: '/nonexistent/redis' });
    await world.must('backfill', ...range);
    assert.deepEqual(await digest(world, howOften), expected);
  });

  test('hung, or gone in the middle: the run ends well', async () => {
    for (const signal of ['SIGSTOP', 'SIGKILL']) {
      const world = await worlds.live(elexon, { WINDFALL_REDIS_SOCKET: redis.socket });
      const { done } = await held(world);
      redis.child.kill(signal);
      elexon.reset();
      const result = await done;
      if (signal === 'SIGSTOP') redis.child.kill('SIGCONT');
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(await digest(world, howOften), expected);
    }
  });
});
