// What must hold of any database: the checks of sql/checks, and a digest of every table to compare two states.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const folder = path.join(root, 'sql/checks');

/** Each check is a statement that lists what is wrong. */
export async function assertSumsHold(world) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  assert.ok(names.length > 0, 'sql/checks holds no checks');
  for (const name of names)
    assert.deepEqual(await world.query(readFileSync(path.join(folder, name), 'utf8')), [], name);
}

/** Which run wrote a row, and when it was read, may differ between two ways to the same figures. */
const whoAndWhen = ['run_id', 'fetched_at', 'read_at', 'applied_at', 'created_at', 'moved_at'];
/** And so may how many steps it took. */
export const howOften = ['revised_at', 'failed_at', 'epoch', 'moved_at'];

/** Table → digest of its rows, whatever their order. Runs, revisions, refusals and jobs are a diary, not figures. */
export async function digest(world, ignored = []) {
  const tables = await world.query(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'windfall'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND NOT relname = ANY ('{runs,revisions,refusals,jobs}') ORDER BY 1`);
  const left = [...whoAndWhen, ...ignored].map((name) => `'${name}'`).join(', ');
  const parts = tables.map(
    ({ name }) => `
    SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtextextended((to_jsonb(t) - ARRAY[${left}])::text, 0)::numeric), 0) AS digest
    FROM windfall."${name}" t`,
  );
  const rows = await world.query(parts.join(' UNION ALL ') + ' ORDER BY name');
  return Object.fromEntries(rows.map(({ name, digest: value }) => [name, value]));
}
