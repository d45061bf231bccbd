// A backfill of recorded days over HTTP, beside its two halves alone: fetching the same bytes, and the same day transactions.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { program, recorded } from '../../lib/project.mjs';
import { must } from '../../lib/run.mjs';
import { systemPricesPath, stackPath, windPath } from '../../lib/archive.mjs';
import { measured, median, target } from '../table.mjs';
import { dates, range, seconds, startStackWorlds, timed } from './days.mjs';

const [from, to, latencyMs, parallel, rounds] = ['2025-04-01', '2025-04-30', 20, 8, 3];
const days = dates(from, 30);

async function startServer() {
  const server = spawn(program('bench/server'), [recorded, `${latencyMs}`, ...days], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => server.kill());
  const [port] = await once(server.stdout, 'data');
  server.stdout.destroy();
  server.unref(); // it does not keep this program from its end
  return `http://127.0.0.1:${`${port}`.trim()}`;
}

const paths = days.flatMap((date) => [
  ...Array.from({ length: 48 }, (_, i) => ['bid', 'offer'].map((side) => stackPath(side, date, i + 1))).flat(),
  windPath(date),
  systemPricesPath(date),
]);

async function fetchAlone(url) {
  const input = paths.map((each) => `${url}${each}\n`).join('');
  const { stdout } = await must(program('bench/fetch'), [`${parallel}`], { input });
  return stdout.trim().split(' ').map(Number);
}

async function world(worlds, url) {
  const env = { WINDFALL_ELEXON_URL: `${url}/bmrs/api/v1`, WINDFALL_ELEXON_PARALLEL: `${parallel}` };
  const made = await worlds.world('live', env);
  await made.must('sync', 'units');
  return made;
}

async function storeAlone(worlds, url) {
  const { env } = await world(worlds, url);
  const { stdout } = await must(program('bench/store'), [from, to, recorded], { env });
  return Number(stdout.split(' ')[1]);
}

export default async function backfill() {
  const worlds = await startStackWorlds();
  const url = await startServer();
  const taken = { fetch: [], store: [], backfill: [] };
  let requests, bytes;
  for (let round = 0; round < rounds; round++) {
    const alone = await fetchAlone(url);
    [requests, bytes] = alone;
    taken.fetch.push(alone[2]);
    taken.store.push(await storeAlone(worlds, url));
    taken.backfill.push(await timed(await world(worlds, url), 'backfill', ...range(from, to)));
  }
  await worlds.stop();
  const [fetch, store, whole] = [median(taken.fetch), median(taken.store), median(taken.backfill)];
  measured(
    `${days.length} recorded days, ${requests} requests, ${parallel} at once, ${latencyMs} ms each`,
    `${(bytes / 1e6).toFixed(1)} MB packed`,
  );
  measured('the same bytes by libcurl multi alone', seconds(fetch));
  measured('the same day transactions alone', seconds(store));
  measured('windfall backfill, replies kept in the archive', seconds(whole));
  target('backfill, to the larger of fetching and storing alone', whole / Math.max(fetch, store), { most: 1.3 });
}
