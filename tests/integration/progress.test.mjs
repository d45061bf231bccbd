// What a run shows while it is at work: a bar on a terminal, else a line every ten seconds; and one line at its end.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { program } from '../lib/project.mjs';
import { must } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

const days = ['2025-02-10', '2025-02-11', '2025-02-12'];
const range = ['--from', days[0], '--to', days[2]];
let worlds, elexon;

before(async () => {
  const folder = tempFolder();
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  for (const day of days) writeDay(folder, day);
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});
afterEach(() => elexon.reset());

test('on a terminal: a bar that grows by the day, with rows, pace, time left and retries', async () => {
  const world = await worlds.live(elexon);
  elexon.fault(`/bid/${days[1]}/9`, 'status', { status: 503, retryAfter: 0, times: 1 });
  const command = [program('windfall'), 'backfill', ...range].join(' ');
  const { stdout } = await must('script', ['-qec', command, '/dev/null'], { env: { ...world.env, SHELL: '/bin/sh' } });
  const bars = [
    ...stdout.matchAll(
      /\r\[([#.]{24})\] day (\d)\/3 {2}(\d+) rows {2}(\d+) requests\/s {2}(\d+) retries {2}(\d+) s left/g,
    ),
  ];
  assert.deepEqual(
    bars.map(([, bar, day, rows]) => [bar.lastIndexOf('#') + 1, day, rows]),
    [
      [8, '1', '48'],
      [16, '2', '96'],
      [24, '3', '144'],
    ],
    stdout,
  );
  assert.deepEqual([bars[0][5], bars[2][5], bars[2][6]], ['0', '1', '0']);
  assert.ok(Number(bars[2][4]) > 0, 'requests a second');
  assert.match(
    stdout,
    /\n3 of 3 days, 3 changed; half hours: 144 read .* requests, 1 retries, \d+ kB read.*; \d+\.\d{3} s, \d+ MB at most\r?\n/,
  );
  assert.doesNotMatch(stdout, /event=progress/);
});

for (const [at, rows] of [
  [0, 0],
  [1, 48],
])
  test(`elsewhere: a line every ten seconds, also while the run waits for day ${at + 1}`, async () => {
    const world = await worlds.live(elexon);
    elexon.fault(`/bid/${days[at]}/9`, 'hang');
    const { child, done } = world.start('backfill', ...range);
    let told = '';
    child.stderr.on('data', (text) => (told += text));
    const line = new RegExp(
      `event=progress day=${at}/3 rows=${rows} requests=\\d+ retries=0 seconds_left=${at ? '\\d+' : '-'}\n`,
    );
    await until(() => line.test(told), { what: 'the line', timeoutMs: 60_000 });
    child.kill('SIGTERM');
    assert.equal((await done).code, 75);
    assert.doesNotMatch(told, /\r/);
  });

test('the row of a run has all of its counts', async () => {
  const world = await worlds.live(elexon);
  elexon.fault(`/bid/${days[1]}/9`, 'status', { status: 503, retryAfter: 0, times: 1 });
  await world.must('backfill', ...range);
  const [row] = await world.query(`
    SELECT days, days_total, periods, periods_failed, records, refused, requests, retries, bytes > 10000 AS bytes,
           peak_memory_kb > 1000 AS memory, finished_at > started_at AS took, exit_status, message ~ '^3 of 3 days' AS message
    FROM windfall.runs WHERE kind = 'backfill'`);
  const { requests, ...rest } = row;
  assert.ok(Number(requests) > 3 * 96, requests);
  assert.deepEqual(rest, {
    days: '3',
    days_total: '3',
    periods: '144',
    periods_failed: '0',
    records: '0',
    refused: '0',
    retries: '1',
    bytes: 't',
    memory: 't',
    took: 't',
    exit_status: '0',
    message: 't',
  });
});
