// Retarget epochs as mempool has them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from './csv.mjs';
import { root } from './project.mjs';

/** The rows of the program's own reference. */
export const referenceEpochs = () =>
  parseCsv(readFileSync(path.join(root, 'sql/reference/difficulty_epochs.csv'), 'utf8'));

/** The known epochs with a time of day, and more up to now. */
export function retargets() {
  const epochs = referenceEpochs().map(({ height, start_time_utc, start_date_utc, difficulty }) => ({
    height: Number(height),
    time: Date.parse(start_time_utc || `${start_date_utc}T18:30:00Z`) / 1000,
    difficulty,
  }));
  for (let last = epochs.at(-1); last.time < Date.now() / 1000 - 14 * 86_400; epochs.push(last))
    last = { height: last.height + 2016, time: last.time + 14 * 86_400, difficulty: '131234567890123.5' };
  return epochs;
}
