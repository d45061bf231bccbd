// How PostgreSQL reads: no statement goes through a table that grows by half hours, or by units and days, without an index's condition.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../lib/project.mjs';
import { must } from '../lib/run.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds, world, large;

before(async () => {
  worlds = await startWorlds();
  world = await worlds.world('simulated');
  const tables = await world.query(`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'windfall' AND column_name IN ('settlement_date', 'settlement_period', 'bm_unit')
    GROUP BY 1 HAVING count(*) > 1`);
  // (two have such columns, and grow by what is odd alone)
  large = new Set(tables.map(({ name }) => name).filter((name) => !['refusals', 'unknown_volumes'].includes(name)));
});
after(() => worlds?.stop());

/** The statement's plan for any values; a sequential scan only where there is no other way. */
async function plan(sql) {
  const types = [...sql.matchAll(/^-- params:(.*)$/gm)]
    .flatMap(([, list]) => list.split(','))
    .map((param) => param.trim().split(/\s+/).slice(1).join(' '));
  const list = (items) => (items.length ? `(${items.join(', ')})` : '');
  const input = `SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;
    PREPARE q${list(types)} AS ${sql};
    EXPLAIN (FORMAT JSON) EXECUTE q${list(types.map(() => 'NULL'))}`;
  const { stdout } = await must(
    'psql',
    ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', world.database.dsn('windfall_owner'), '-f', '-'],
    { input },
  );
  return JSON.parse(stdout)[0].Plan;
}

/** Scans of large tables that no index's condition bounds. */
function unbounded({ Plans = [], ...node }) {
  const table = node['Relation Name']?.replace(/_\d{4}$/, '');
  const here = large.has(table) && /^(Seq|Index|Index Only) Scan$/.test(node['Node Type']) && !node['Index Cond'];
  return [...(here ? [`${node['Node Type']} of ${table}`] : []), ...Plans.flatMap(unbounded)];
}

test('the large tables are known', () => {
  for (const name of ['curtailment_records', 'historical_bitcoin_calculations', 'curtailment_unit_days', 'periods'])
    assert.ok(large.has(name), name);
});

for (const kind of ['queries', 'statements'])
  describe(`sql/${kind}`, () => {
    const folder = path.join(root, 'sql', kind);
    for (const name of readdirSync(folder)) {
      const sql = readFileSync(path.join(folder, name), 'utf8');
      if (/^COPY /m.test(sql)) continue;
      test(name, async () => assert.deepEqual(unbounded(await plan(sql)), []));
    }
  });
