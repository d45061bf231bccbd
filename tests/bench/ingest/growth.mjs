// One more day where a year is stored, and where ten are, or BENCH_YEARS.
import { measured, median, target } from '../table.mjs';
import { dates, fill, range, seconds, simulatedDays, startStackWorlds, timed } from './days.mjs';

const sample = ['2025-01-01', '2025-01-14'];
const fresh = dates('2025-12-20', 9);
const years = Number(process.env.BENCH_YEARS ?? 10);

/** The median times of the new days, each in a run of its own, in one world and in the other by turns. */
async function dayCosts(worlds, archive) {
  const taken = worlds.map(() => []);
  for (const date of fresh)
    for (const [i, world] of worlds.entries())
      taken[i].push(await timed(world, 'ingest', ...range(date, date), '--archive', archive));
  return taken.map(median);
}

export default async function growth() {
  const archive = await simulatedDays(fresh[0], fresh.at(-1));
  const worlds = await startStackWorlds();
  const small = await worlds.world('simulated');
  await timed(small, 'ingest', ...range(...sample), '--archive', await simulatedDays(...sample));
  fill(small, '2025-01-01', '2025-12-19');
  const large = await worlds.world('simulated');
  await timed(large, 'ingest', ...range(...sample), '--archive', await simulatedDays(...sample));
  fill(large, `${2026 - years}-01-01`, '2025-12-19');
  const [one, many] = await dayCosts([small, large], archive);
  await worlds.stop();
  measured('one day’s ingest with 1 year stored', seconds(one));
  measured(`one day’s ingest with ${years} years stored`, seconds(many));
  target(`a day with ${years} years stored, to 1 year`, many / one, { least: 0.8, most: 1.2 });
}
