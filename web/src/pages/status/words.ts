import type { CoverageSource, Status } from '../../api/types';
import { moment } from '../../lib/dates';
import { plural } from '../../lib/format';

export const SOURCE_NAMES: Record<Status['sources'][number]['source'], string> = {
  stacks: 'Accepted bids and offers, Elexon',
  register: 'Register of units, Elexon',
  difficulty: 'Difficulty of Bitcoin',
  prices: 'Prices of Bitcoin',
  wind: 'Wind output, Elexon',
  notifications: 'Physical notifications, Elexon',
  system_prices: 'System prices, Elexon',
};

export const COVERAGE_NAMES: Record<CoverageSource, string> = {
  stacks: 'Accepted bids and offers',
  wind_generation: 'Wind output',
  notifications: 'Physical notifications',
  system_prices: 'System prices',
  prices: 'Prices of Bitcoin',
  difficulty: 'Difficulty of Bitcoin',
};

export const momentOr = (utc: string | null, otherwise: string) => (utc ? moment(utc) : otherwise);

const MINUTE_MS = 60_000;
const HOURS_SHOWN = 48;

/** `3 hours ago`, `12 days ago`: to the largest unit that tells enough. */
export function ageOf(utc: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(utc)) / MINUTE_MS));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${plural(minutes, 'minute')} ago`;
  const hours = Math.floor(minutes / 60);
  return hours < HOURS_SHOWN ? `${plural(hours, 'hour')} ago` : `${plural(Math.floor(hours / 24), 'day')} ago`;
}

/** What the cron binary's exit status says. */
const EXITS: Record<number, string> = {
  0: 'done',
  65: 'data refused',
  69: 'source down',
  75: 'partly: the next run goes on',
  78: 'configuration is wrong',
};

export function outcome(status: number | null): string {
  if (status === null) return 'still running, or ended without a word';
  return EXITS[status] ?? `failed with status ${status}`;
}
