// Days out of the archive, without a network, beside a plain COPY of the same rows into tables without index, constraint or trigger.
import { measured, target } from '../table.mjs';
import { range, seconds, simulatedDays, startStackWorlds, timed, timedSql } from './days.mjs';

const [from, to] = ['2025-01-01', '2025-03-31'];
const tables = ['curtailment_records', 'historical_bitcoin_calculations'];

async function copyAlone(world, folder) {
  const sql = (each) => tables.map(each).join('\n');
  await world.database.query(
    sql((t) => `COPY (SELECT * FROM windfall.${t}) TO '${folder}/${t}';`),
    'postgres',
  );
  await world.database.query(
    sql((t) => `CREATE TABLE bare_${t} AS TABLE windfall.${t} WITH NO DATA;`),
    'postgres',
  );
  return timedSql(
    world,
    sql((t) => `COPY bare_${t} FROM '${folder}/${t}';`),
  );
}

export default async function rebuild() {
  const archive = await simulatedDays(from, to);
  const worlds = await startStackWorlds();
  const world = await worlds.world('simulated');
  const ours = await timed(world, 'ingest', ...range(from, to), '--archive', archive);
  const counts = await Promise.all(tables.map((t) => world.one(`SELECT count(*) FROM windfall.${t}`).then(Number)));
  const copy = await copyAlone(world, worlds.postgres.folder);
  await worlds.stop();
  const rows = counts[0] + counts[1];
  const rate = (ms) => `${seconds(ms)}, ${Math.round(rows / ms)} rows a ms`;
  measured(`90 simulated days: ${counts[0]} records, ${counts[1]} Bitcoin rows`, `${rows} rows`);
  measured('plain COPY of both into bare tables', rate(copy));
  measured('windfall ingest --archive, summaries included', rate(ours));
  target('rebuild, rows a second to those of plain COPY', copy / ours, { least: 0.15 });
}
