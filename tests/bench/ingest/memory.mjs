// The most memory of a run over one day and over a year.
import { measured, target } from '../table.mjs';
import { range, simulatedDays, startStackWorlds, timed } from './days.mjs';

const [from, to] = ['2025-01-01', '2025-12-31'];
const peak = (world) => world.one('SELECT peak_memory_kb FROM windfall.runs ORDER BY run_id DESC LIMIT 1').then(Number);

export default async function memory() {
  const archive = await simulatedDays(from, to);
  const worlds = await startStackWorlds();
  const world = await worlds.world('simulated');
  await timed(world, 'ingest', ...range(from, from), '--archive', archive);
  const one = await peak(world);
  await timed(world, 'ingest', ...range(from, to), '--archive', archive);
  const year = await peak(world);
  await worlds.stop();
  const mb = (kb) => `${(kb / 1024).toFixed(1)} MB`;
  measured('most memory of the program and its reader, one day', mb(one));
  measured('most memory of both, 365 days', mb(year));
  target('memory of a year, to that of a day', year / one, { most: 1.25 });
  target('memory of a year, to 64 MB', year / 65_536, { most: 1 });
}
