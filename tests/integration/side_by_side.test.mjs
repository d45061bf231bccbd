// Runs of several kinds at the same time, over the same days: nothing is lost, nothing is counted twice, and no run waits for another's end.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { row, stack, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { plusDays } from '../lib/dates.mjs';
import { holdStoring } from '../lib/hold.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

// Over the end of a month and of a year, whose totals both runs make; a partition that neither finds.
const sixDays = (first) => Array.from({ length: 6 }, (_, i) => plusDays(first, i));
const days = sixDays('2024-12-29');
const unsettled = sixDays('2026-08-28'); // past the difficulty that every database begins with
const range = ['--from', days[0], '--to', days.at(-1)];
let worlds, folder, elexon, expected;

before(async () => {
  folder = tempFolder();
  writeRegister(folder, '2024-01', [unit('T_WIND-1'), unit('T_WIND-2'), unit('T_GAS-1', { fuelType: 'CCGT' })]);
  for (const [i, day] of [...days, ...unsettled].entries()) {
    const bid = (id, volume) => ({ id, volume, originalPrice: '-60.5', soFlag: true });
    const rows = (p) => [bid('T_WIND-1', `-${p + i}.25`), bid('T_WIND-2', `-${p}.5`)];
    writeDay(folder, day, Object.fromEntries(Array.from({ length: 48 }, (_, p) => [p + 1, rows(p)])));
  }
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
  const alone = await worlds.live(elexon);
  await alone.must('backfill', ...range);
  expected = await digest(alone, howOften);
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});
afterEach(() => {
  elexon.latencyMs = 0;
  elexon.reset();
});

const ends = async (runs) => {
  for (const result of await Promise.all(runs)) assert.equal(result.code, 0, result.stderr);
};

test('backfill, reconcile, ingest and recalculate over the same days end as one of them alone', async () => {
  const world = await worlds.live(elexon);
  elexon.latencyMs = 2;
  await ends([
    world.windfall('backfill', '--newest-first', ...range),
    world.windfall('reconcile', ...range),
    world.windfall('ingest', ...range),
    world.windfall('recalculate', ...range),
  ]);
  await assertSumsHold(world);
  await world.must('check');
  assert.deepEqual(await digest(world, howOften), expected);
  const kept = await worlds.world('live', { WINDFALL_ARCHIVE_DIR: world.archive });
  await kept.must('sync', 'units', '--file', folder);
  await kept.must('ingest', ...range, '--archive', world.archive);
  assert.equal((await digest(kept)).curtailment_records, expected.curtailment_records, 'the archive holds every reply');
});

/** Holds the totals of a month back until two runs wait: each has changed a day that the other does not see. Gives the end of that. */
async function holdMonth(world, month) {
  const held = world.database.query(
    `
    DO $$ BEGIN
      PERFORM FROM windfall.monthly_summaries WHERE month = '${month}' FOR UPDATE;
      WHILE (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock') < 2 LOOP
        PERFORM pg_sleep(0.02);
        PERFORM pg_stat_clear_snapshot();
      END LOOP;
    END $$`,
    'postgres',
  );
  const sleeping = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'`;
  await until(async () => (await world.database.query(sleeping, 'postgres'))[0].count === '1', {
    what: 'the month, held',
  });
  return { held };
}

test("two days of a month change at once: its totals, and the year's, have both", async () => {
  const world = await worlds.live(elexon);
  const [a, b] = ['2025-01-01', '2025-01-02'];
  await world.must('backfill', ...range);
  for (const day of [a, b]) elexon.setStack('bid', day, 7, stack([row(day, 7, 1, { id: 'T_WIND-1', volume: '-900' })]));
  const { held } = await holdMonth(world, '2025-01-01');
  const runs = [world.windfall('reconcile', '--from', a, '--to', a), world.windfall('ingest', '--from', b, '--to', b)];
  await held;
  await ends(runs);
  for (const day of [a, b]) elexon.setStack('bid', day, 7, null);
  await assertSumsHold(world);
  assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records WHERE volume_mwh = -900'), '2');
});

/** What sessions of the world's database wait for, once there are so many. */
const waiting = (world, n) =>
  until(
    async () => {
      const rows = await world.database.query(
        `SELECT wait_event FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' ORDER BY 1`,
        'postgres',
      );
      return rows.length === n && rows.map(({ wait_event }) => wait_event);
    },
    { what: `${n} that wait` },
  );

test('while a day is written, another run of the day and a series that comes in wait for their turn', async () => {
  const world = await worlds.live(elexon);
  const day = ['--from', days[0], '--to', days[0]];
  const release = await holdStoring(world);
  const runs = [world.windfall('backfill', ...day)];
  assert.deepEqual(await waiting(world, 1), ['relation'], 'the day being written');
  runs.push(world.windfall('reconcile', ...day));
  assert.deepEqual(await waiting(world, 2), ['advisory', 'relation'], 'of one day one run at a time');
  runs.push(world.windfall('sync', 'difficulty', '--file', writeEpochs('2026-08-22T05:00:00Z,130000000000000')));
  assert.deepEqual(await waiting(world, 3), ['advisory', 'advisory', 'relation'], 'no series while days are written');
  await release();
  await ends(runs);
  await assertSumsHold(world);
});

test('two runs of one kind: the second is told which is at work, and ends with 75', async () => {
  const world = await worlds.live(elexon);
  elexon.fault(new RegExp(`/bid/${days[0]}/7$`), 'hang');
  const first = world.start('backfill', ...range);
  await until(() => elexon.asked(`/bid/${days[0]}/7`) > 0, { what: 'the first run at its day' });
  const second = await world.windfall('backfill', ...range);
  assert.equal(second.code, 75);
  assert.match(second.stderr, /run \d+ \(backfill, since \S+Z\) is at work: try again when it has ended/);
  await world.must('recalculate', ...range);
  first.child.kill('SIGTERM');
  elexon.reset();
  assert.equal((await first.done).code, 75);
  assert.deepEqual(
    await world.query(
      "SELECT kind, exit_status FROM windfall.runs WHERE kind IN ('backfill', 'recalculate') ORDER BY 1",
    ),
    [
      { kind: 'backfill', exit_status: '75' },
      { kind: 'recalculate', exit_status: '0' },
    ],
  );
});

/** Epochs past those that every database begins with. */
function writeEpochs(...lines) {
  const file = path.join(tempFolder(), 'epochs.csv');
  const rows = lines.map((line, i) => `${963648 + i * 2016},${line}`);
  writeFileSync(file, `# Known through 2026-10-01T00:00:00Z.\nheight,start_time_utc,difficulty\n${rows.join('\n')}\n`);
  return file;
}

test('a difficulty that comes in while days are read counts for those stored after it', async () => {
  const world = await worlds.live(elexon);
  const [from, to] = ['2026-08-22T05:00:00Z,130000000000000', '2026-08-29T12:00:00Z,135000000000000'];
  await world.must('sync', 'difficulty', '--file', writeEpochs(from));
  const later = ['--from', unsettled[0], '--to', unsettled.at(-1)];
  elexon.fault(new RegExp(`/bid/${unsettled[2]}/7$`), 'hang', { times: 1 });
  const { done } = world.start('backfill', ...later);
  await until(() => elexon.asked(`/bid/${unsettled[2]}/7`) > 0, { what: 'the run at its third day' });
  await world.must('sync', 'difficulty', '--file', writeEpochs(from, to));
  elexon.reset();
  const result = await done;
  assert.equal(result.code, 0, result.stderr);
  await assertSumsHold(world);
  const kept = await digest(world, howOften);
  await world.must('recalculate', ...later);
  assert.deepEqual(await digest(world, howOften), kept, 'nothing was left to work out again');
});

test('a wind unit that a register names while days are read is not passed over', async () => {
  const world = await worlds.live(elexon);
  elexon.fault(new RegExp(`/bid/${days[2]}/7$`), 'hang', { times: 1 });
  const { done } = world.start('backfill', ...range);
  await until(() => elexon.asked(`/bid/${days[2]}/7`) > 0, { what: 'the run at its third day' });
  const register = tempFolder();
  writeRegister(register, '2024-02', [unit('T_WIND-1'), unit('T_WIND-2'), unit('T_GAS-1')]);
  await world.must('sync', 'units', '--file', register);
  elexon.reset();
  const result = await done;
  assert.equal(result.code, 75, result.stderr);
  assert.match(result.stderr, /new wind units/);
  await world.must('backfill', ...range);
  const gas = `SELECT count(DISTINCT settlement_date) FROM windfall.curtailment_records WHERE bm_unit = 'T_GAS-1'`;
  assert.equal(await world.one(gas), '4', 'of the days that were not stored yet');
});
