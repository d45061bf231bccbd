// Databases of simulated days for the bench: a fortnight by the program, the years by fill.sql.
import { root } from '../lib/project.mjs';
import { must } from '../lib/run.mjs';

const years = Number(process.env.BENCH_YEARS ?? 10);
export const last = '2025-12-31';
export const first = `${2026 - years}-01-01`;
/** The last year, and days of it for what is shorter. */
export const year = { from: '2025-01-01', to: last, monthFrom: '2025-10-01', monthTo: '2025-10-31' };

export async function fill(world, from) {
  const days = ['--from', '2025-10-20', '--to', '2025-11-02'];
  await world.must('simulate', ...days, '--out', world.archive);
  await world.must('sync', 'units', '--file', world.archive);
  await world.must('ingest', ...days, '--archive', world.archive);
  const args = ['-X', '-q', '-d', world.database.dsn('postgres'), '-v', `from=${from}`, '-v', `to=${last}`];
  await must('psql', [...args, '-f', 'tests/bench/fill.sql'], { cwd: root, timeoutMs: 1_800_000 });
}
