// A database of an older version: what its days never had is named by status, and the remedy fills it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { root } from '../lib/project.mjs';
import { must } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const days = ['2025-03-31', '2025-04-01'];
const all = `--from ${days[0]} --to ${days[1]}`;
const folder = path.join(root, 'sql/migrations');
let worlds;

before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

/** A database as the migrations before one left it. */
async function before0019() {
  const world = await worlds.bare();
  for (const name of readdirSync(folder).filter((file) => file < '0019')) {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    await world.query(`BEGIN; ${text}; INSERT INTO windfall.schema_migrations VALUES ('${name}', '${sha256}'); COMMIT`);
  }
  return world;
}

const psql = async (world, input) => {
  const args = ['-X', '-qAt', '-v', 'ON_ERROR_STOP=1', '-d', world.database.dsn('postgres'), '-f', '-'];
  return (await must('psql', args, { input })).stdout;
};

/** Every row, of the columns that the older one has. */
async function copyRows(from, to) {
  await to.query('SELECT windfall.partition_ensure(2025)');
  const tables = await to.query(`
    SELECT c.relname AS name, string_agg(a.attname, ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'windfall'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migrations'
    GROUP BY 1`);
  let text = 'SET session_replication_role = replica;\n'; // no order of tables, no trigger
  for (const { name, columns } of tables) {
    const rows = await psql(from, `COPY (SELECT ${columns} FROM windfall.${name}) TO STDOUT;`);
    text += `COPY windfall.${name} (${columns}) FROM STDIN;\n${rows}\\.\n`;
  }
  await psql(
    to,
    `${text}SELECT setval(pg_get_serial_sequence('windfall.runs', 'run_id'), max(run_id)) FROM windfall.runs;`,
  );
}

const problems = async (world) => JSON.parse((await world.must('status', '--json')).stdout).problems;

test('days from before the dollars have none, status says so, and what it names fills them', async () => {
  const archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1'), unit('T_WIND-2'), unit('T_GAS-1', { fuelType: 'CCGT' })]);
  for (const day of days)
    writeDay(archive, day, {
      1: [{ id: 'T_WIND-1', volume: '-2.5' }],
      30: [{ id: 'T_WIND-2', soFlag: true, volume: '-7' }],
    });
  const now = await worlds.world();
  await now.must('ingest', ...all.split(' '), '--archive', archive);
  const world = await before0019();
  await copyRows(now, world);
  await world.must('migrate');
  assert.equal(await world.one('SELECT count(value_usd) FROM windfall.historical_bitcoin_calculations'), '0');
  const [{ what, remedy }, ...others] = await problems(world);
  assert.deepEqual(
    [what, remedy, others],
    [
      `2 days have no value in dollars, though their price is known, ${days[0]} to ${days[1]}`,
      `windfall recalculate ${all}`,
      [],
    ],
  );
  await world.must(...remedy.split(' ').slice(1));
  assert.deepEqual(await problems(world), []);
  await assertSumsHold(world);
  assert.deepEqual(await digest(world, howOften), await digest(now, howOften));
});
