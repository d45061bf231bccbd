// A day read again that says the same: what reaches the log of PostgreSQL beside the run's own row.
import { measured, target } from '../table.mjs';
import { recorded } from '../../lib/project.mjs';
import { walOf } from '../../lib/wal.mjs';
import { range, startStackWorlds, timed } from './days.mjs';

const day = '2025-04-01';

export default async function unchanged() {
  const worlds = await startStackWorlds();
  const world = await worlds.world('recorded');
  await timed(world, 'ingest', ...range(day, day), '--archive', recorded);
  const first = await walOf(world, () =>
    timed(world, 'ingest', ...range('2025-04-02', '2025-04-02'), '--archive', recorded),
  );
  const again = await walOf(world, () => timed(world, 'ingest', ...range(day, day), '--archive', recorded));
  await worlds.stop();
  const sum = (wal) => [...wal.values()].reduce((total, bytes) => total + bytes, 0);
  measured('bytes of WAL of a day that is new', `${sum(first)}`);
  measured('bytes of WAL of a day read again, all of the run’s row', `${sum(again)}`);
  target(
    'a day read again, relations written beside runs',
    [...again.keys()].filter((name) => name !== 'runs').length,
    { most: 0 },
  );
}
