// Ids that stacks hold and no register names: by energy, per half hour, following what is read again.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { appendDay, row, stack, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { walOf } from '../lib/wal.mjs';
import { startWorlds } from '../lib/world.mjs';

const days = ['2025-02-10', '2025-02-11'];
const odd = `"x',{}\\ö${'y'.repeat(5000)}`;
let worlds, world, archive;

before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());
beforeEach(async () => {
  archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1'), unit('T_GAS-1', { fuelType: 'CCGT' })]);
  writeDay(archive, days[0], {
    1: [
      { id: 'T_NEW-1', volume: '-2.5' },
      { id: '40', volume: '-0.25' },
    ],
    2: [
      { id: 'T_NEW-1', volume: '-1' },
      { id: '41', volume: '-0.5' },
    ],
  });
  writeDay(archive, days[1], { 7: [{ id: 'E_NEW-2', volume: '-0.125' }, { id: odd }] });
  reply('offer', days[1], 9, { id: 'T_NEW-1', volume: '4' });
  world = await worlds.world();
  await ingest();
});

const reply = (side, day, period, ...rows) =>
  appendDay(archive, day, [[side, period, stack(rows.map((fields, i) => row(day, period, i + 1, fields)))]]);
const ingest = () => world.windfall('ingest', '--from', days[0], '--to', days[1], '--archive', archive);
const unknown = async () =>
  JSON.parse((await world.must('status', '--json')).stdout).unknown_ids.map((found) => Object.values(found));

const shown = `"x',{}\\??${'y'.repeat(30)}`; // as much as an id may have, in plain text
const first = [
  ['T_NEW-1', 7.5, ...days],
  [shown, 1, days[1], days[1]],
  ['numbers', 0.75, days[0], days[0]],
  ['E_NEW-2', 0.125, days[1], days[1]],
];

test('the most energy first, both sides together, with the first and the last day', async () => {
  assert.deepEqual(await unknown(), first);
  assert.match(
    (await world.must('status')).stdout,
    /^ids that stacks hold and no register names:\n {2}T_NEW-1 +7\.500 MWh, 2025-02-10 to 2025-02-11$/m,
  );
});

test('read again, the same writes nothing but the row of the run; another stack replaces its half hour alone', async () => {
  assert.deepEqual([...(await walOf(world, ingest)).keys()], ['runs']);
  reply(
    'bid',
    days[0],
    1,
    { id: 'T_NEW-1', volume: '-8' },
    { id: 'T_NEW-1', volume: '-8', sequenceNumber: 1, acceptanceId: 1001 },
    {},
  );
  reply('bid', days[1], 7, {});
  appendDay(archive, days[0], [['bid', 2, '<html>']]);
  await ingest();
  assert.deepEqual(await unknown(), [
    ['T_NEW-1', 13, ...days],
    ['numbers', 0.5, days[0], days[0]],
  ]);
});

test('what a later register names is unknown no more', async () => {
  writeRegister(archive, '2025-02', [unit('T_NEW-1', { fuelType: 'CCGT' })]);
  await world.must('sync', 'units', '--file', archive);
  assert.deepEqual(await unknown(), first.slice(1));
});
