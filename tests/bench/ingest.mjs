// Reading, storing and working out again, each as a ratio to the least that the same job could cost. `node tests/bench/ingest.mjs NAME` runs one.
import { existsSync } from 'node:fs';
import { recorded } from '../lib/project.mjs';

const names = ['parser', 'backfill', 'rebuild', 'recalculation', 'unchanged', 'memory', 'growth'];

if (!existsSync(recorded)) {
  console.error('bench: ../shared/data is absent, and with it the recorded days');
  process.exit(1);
}
const asked = process.argv.slice(2);
for (const name of asked.length ? asked : names) {
  const { default: run } = await import(`./ingest/${name}.mjs`);
  await run();
}
