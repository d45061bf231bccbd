// Rows that belong to others: none without its parent, no parent goes before them, and no key changes.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-04-01';
let worlds, world;

before(async () => {
  worlds = await startWorlds();
  world = await worlds.world();
  const archive = tempFolder();
  writeRegister(archive, '2025-04', [unit('T_ONE-1')]);
  writeDay(archive, date, { 20: [{ id: 'T_ONE-1', soFlag: true, volume: '-1', originalPrice: '-50.00' }] });
  await world.must('ingest', '--from', date, '--to', date, '--archive', archive);
});
after(() => worlds?.stop());

const stranger = {
  bm_unit: 'T_NONE-1',
  definition: 'none',
  miner: 'NONE',
  settlement_date: '2025-04-02',
  settlement_period: 49,
  start_utc: '2025-04-01T12:00:00Z',
};
const children = {
  curtailment_records: ['bm_unit', 'settlement_period', 'settlement_date'],
  curtailment_half_hours: ['bm_unit', 'definition', 'settlement_period', 'settlement_date'],
  historical_bitcoin_calculations: ['bm_unit', 'definition', 'miner', 'settlement_period', 'settlement_date'],
  bitcoin_half_hours: ['definition', 'miner', 'settlement_period', 'settlement_date'],
  curtailment_unit_days: ['bm_unit', 'definition'],
  bitcoin_unit_days: ['bm_unit', 'definition', 'miner', 'settlement_date'],
  replacement_half_hours: ['definition', 'settlement_period', 'settlement_date'],
};

for (const [table, columns] of Object.entries(children))
  describe(table, () => {
    for (const column of columns)
      test(`a row of no known ${column} is refused`, async () => {
        const row = `jsonb_populate_record(t, '${JSON.stringify({ [column]: stranger[column] })}')`;
        const insert = `INSERT INTO windfall.${table} SELECT (${row}).* FROM windfall.${table} t LIMIT 1`;
        await assert.rejects(
          world.query(insert),
          new RegExp(`a row of ${table} whose [a-z_, ]*${column}[a-z_, ]* is not in`),
        );
      });
    for (const column of columns)
      test(`its ${column} stays`, () =>
        assert.rejects(
          world.query(`UPDATE windfall.${table} SET ${column} = ${column}`),
          /the key of \w+ is never changed/,
        ));
  });

describe('a parent', () => {
  const parents = [
    ['periods', 'settlement_period = 20'],
    ['curtailment_half_hours', 'true'],
    ['curtailment_unit_days', 'true'],
  ];
  for (const [table, where] of parents)
    test(`of ${table} does not go before its rows`, () =>
      assert.rejects(
        world.query(`DELETE FROM windfall.${table} WHERE ${where}`),
        new RegExp(`a row of ${table} that rows of \\w+ belong to cannot go`),
      ));
  test('that nothing belongs to may go', () =>
    world.query(`DELETE FROM windfall.periods WHERE settlement_period = 21`));
  test('keeps its key', () =>
    assert.rejects(
      world.query('UPDATE windfall.periods SET start_utc = start_utc'),
      /the key of periods is never changed/,
    ));
});
