// What was written to PostgreSQL's log meanwhile, by relation.
import { must } from './run.mjs';

const waldump = '/usr/lib/postgresql/15/bin/pg_waldump';

/** Table → bytes of WAL of its rows and indexes, of this database alone; what is of the whole cluster, and hints that are no change, left out. */
export async function walOf(world, work) {
  await world.database.query('CHECKPOINT', 'postgres');
  const from = await world.one('SELECT pg_current_wal_insert_lsn()');
  await work();
  const [{ pg_switch_wal: to }] = await world.database.query('SELECT pg_switch_wal()', 'postgres'); // all before it is on the disk
  const { stdout } = await must(waldump, ['-p', `${world.database.cluster.data}/pg_wal`, '-s', from, '-e', to]);
  const names = await relations(world);
  const bytes = new Map();
  for (const line of stdout.split('\n')) {
    const [, database, file] = /blkref #0: rel \d+\/(\d+)\/(\d+)/.exec(line) ?? [];
    const name = database === names.database && names.of.get(file);
    if (!name || /rmgr: XLOG|desc: PRUNE|desc: FREEZE/.test(line)) continue;
    const [, length] = /len \(rec\/tot\):\s*\d+\/\s*(\d+)/.exec(line);
    bytes.set(name, (bytes.get(name) ?? 0) + Number(length));
  }
  return bytes;
}

async function relations(world) {
  const rows = await world.query(`
    SELECT pg_relation_filenode(c.oid) AS file, t.relname AS name, (SELECT oid FROM pg_database WHERE datname = current_database()) AS database
    FROM pg_class c
    LEFT JOIN pg_index i ON i.indexrelid = c.oid
    JOIN pg_class t ON t.oid = coalesce(i.indrelid, c.oid)
    WHERE c.relkind IN ('r', 'i') AND c.relnamespace = 'windfall'::regnamespace`);
  return { database: rows[0].database, of: new Map(rows.map(({ file, name }) => [file, name])) };
}
