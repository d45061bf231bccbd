// A process of its own reads the days ahead of the one that is stored: what that may not change, and what a run may cost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { holdStoring } from '../lib/hold.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { walOf } from '../lib/wal.mjs';
import { startWorlds } from '../lib/world.mjs';

const days = ['2025-02-10', '2025-02-11', '2025-02-12'];
const range = ['--from', days[0], '--to', days.at(-1)];
let worlds, elexon, expected;

before(async () => {
  const folder = tempFolder();
  const wind = (volume) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume });
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  for (const day of days)
    writeDay(folder, day, Object.fromEntries(Array.from({ length: 48 }, (_, i) => [i + 1, [wind(`-${i}.5`)]])));
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
  const world = await live();
  await world.must('ingest', ...range);
  expected = await digest(world, howOften);
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});

async function live() {
  elexon.reset();
  return worlds.live(elexon);
}

/** The process that reads for the program. */
const readerOf = async ({ pid }) => {
  const children = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return Number(await until(children, { what: 'the reader' }));
};
const isAlive = (pid) => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

test('the next day is fetched while one is stored', async () => {
  const world = await live();
  const release = await holdStoring(world);
  const { done } = world.start('ingest', ...range);
  await until(() => elexon.asked(`/${days[1]}/`) > 90, { what: 'the second day, while the first is not stored' });
  assert.equal(elexon.asked(`/${days[2]}/`), 0, 'no further than one day ahead');
  await release();
  assert.equal((await done).code, 0);
  assert.deepEqual(await digest(world, howOften), expected);
});

test('a reader that dies is an error, and the next run goes on', async () => {
  const world = await live();
  elexon.fault(/\/2025-02-11\//, 'hang');
  const { child, done } = world.start('ingest', ...range);
  const reader = await readerOf(child);
  await until(() => elexon.asked(`/${days[1]}/`) > 0, { what: 'the second day' });
  process.kill(reader, 'SIGKILL');
  const { code, stderr } = await done;
  assert.equal(code, 1);
  assert.match(stderr, /2025-02-11: the process that reads ahead ended without a word/);
  elexon.reset();
  await world.must('ingest', ...range);
  assert.deepEqual(await digest(world, howOften), expected);
});

test('SIGTERM while a source hangs: what came is kept, the rest is for the next run, and no reader stays', async () => {
  const world = await live();
  elexon.fault(/\/bid\/2025-02-11\/40$/, 'hang');
  const { child, done } = world.start('ingest', ...range);
  const reader = await readerOf(child);
  const stored = `SELECT complete = 48 FROM windfall.settlement_days WHERE settlement_date = '${days[0]}'`;
  await until(async () => elexon.asked(`/${days[1]}/`) > 90 && (await world.one(stored)) === 't', {
    what: 'the first day',
  });
  child.kill('SIGTERM');
  const { code, stderr } = await done;
  assert.equal(code, 75, stderr);
  assert.ok(!isAlive(reader));
  await assertSumsHold(world);
  elexon.reset();
  await world.must('ingest', ...range);
  assert.deepEqual(await digest(world, howOften), expected);
});

test('SIGTERM while a day is stored: that day ends, and no other begins', async () => {
  const world = await live();
  const release = await holdStoring(world);
  const { child, done } = world.start('ingest', ...range);
  await until(() => elexon.asked(`/${days[1]}/`) > 90, { what: 'the second day, while the first is not stored' });
  child.kill('SIGTERM');
  await release();
  const { code, stderr } = await done;
  assert.equal(code, 75, stderr);
  assert.match(stderr, /told to stop/);
  assert.deepEqual(
    await world.query('SELECT settlement_date AS day, complete FROM windfall.settlement_days WHERE complete > 0'),
    [{ day: days[0], complete: '48' }],
  );
  await assertSumsHold(world);
});

test('kill -9 takes the reader along', async () => {
  const world = await live();
  elexon.fault(/./, 'hang');
  const { child, done } = world.start('ingest', ...range);
  const reader = await readerOf(child);
  child.kill('SIGKILL');
  await done;
  await until(() => !isAlive(reader), { what: 'the end of the reader' });
});

test('a day read again that says the same writes nothing but the row of its run', async () => {
  const world = await live();
  const read = () => world.must('ingest', ...range);
  const first = await walOf(world, read);
  assert.ok(first.get('curtailment_records_2025') > 0 && first.get('periods') > 0);
  const again = await walOf(world, read);
  assert.deepEqual([...again.keys()], ['runs']);
  assert.ok(again.get('runs') < 20_000, `${again.get('runs')} bytes`);
});

test('many days take no more memory than a few', async () => {
  const archive = tempFolder();
  const world = await worlds.world('simulated');
  await world.must('simulate', '--from', '2025-05-01', '--to', '2025-05-20', '--out', archive);
  const peakKb = async (to) => {
    await world.must('ingest', '--from', '2025-05-01', '--to', to, '--archive', archive);
    return Number(await world.one('SELECT peak_memory_kb FROM windfall.runs ORDER BY run_id DESC LIMIT 1'));
  };
  const few = await peakKb('2025-05-04');
  const many = await peakKb('2025-05-20');
  assert.ok(few > 4096, `${few} kB`);
  if (!process.env.VARIANT?.includes('asan')) {
    assert.ok(many < 65_536, `${many} kB`);
    assert.ok(many < few * 1.25, `${few} kB for 4 days, ${many} kB for 20`);
  }
});
