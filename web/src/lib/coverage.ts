import type { Coverage, MiningRow } from '../api/types';
import { clock } from './dates';
import { count, plural } from './format';

export type Extent = 'none' | 'partial' | 'complete';

export function extent({ complete, expected }: Coverage): Extent {
  if (complete === 0) return 'none';
  return complete < expected ? 'partial' : 'complete';
}

export function coverageText({ complete, expected, provisional }: Coverage): string {
  const read = `${count(complete)} of ${plural(expected, 'half hour')}`;
  return provisional > 0 ? `${read}, ${count(provisional)} provisional` : read;
}

/** Stretches of the day without data, in local time: `05:00–07:00`. */
export function missingSpans(rows: MiningRow[]): string[] {
  const spans: { from: string; to: string }[] = [];
  let open = false;
  for (const row of rows) {
    const start = row.start_utc;
    if (!start || row.coverage.complete > 0) {
      open = false;
      continue;
    }
    const end = clock(new Date(new Date(start).getTime() + 1_800_000).toISOString());
    const last = spans.at(-1);
    if (open && last) last.to = end;
    else spans.push({ from: clock(start), to: end });
    open = true;
  }
  return spans.map(({ from, to }) => `${from}–${to}`);
}
