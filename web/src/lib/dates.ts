/** Calendar dates are `yyyy-mm-dd` texts, read as UTC only to count days: a settlement date has no clock. */
const DAY_MS = 86_400_000;
const LONDON = 'Europe/London';

const atNoon = (date: string) => new Date(`${date}T12:00:00Z`);

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function addDays(date: string, days: number): string {
  return new Date(atNoon(date).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / DAY_MS);
}

export const monthOf = (date: string) => date.slice(0, 7);
export const yearOf = (date: string) => date.slice(0, 4);

export function lastDayOfMonth(month: string): string {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, index, 0, 12)).toISOString().slice(0, 10);
}

export function daysOfMonth(month: string): string[] {
  const last = Number(lastDayOfMonth(month).slice(8));
  return Array.from({ length: last }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`);
}

export const daysOfYear = (year: string) => monthsOfYear(year).flatMap(daysOfMonth);

export const monthsOfYear = (year: string) =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);

/** Today in Great Britain, whatever the reader's own clock zone. */
export function londonToday(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: LONDON }).format(now);
}

const named = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (date: string) => format.format(atNoon(date)).replace(',', '');
};

export const longDate = named({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
export const plainDate = named({ day: 'numeric', month: 'long', year: 'numeric' });
export const shortDate = named({ weekday: 'short', day: 'numeric', month: 'short' });
const namedMonth = named({ month: 'long', year: 'numeric' });
const namedShortMonth = named({ month: 'short' });

export const longMonth = (month: string) => namedMonth(`${month}-01`);
export const shortMonth = (month: string) => namedShortMonth(`${month}-01`);

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const hourFormat = new Intl.DateTimeFormat('en-GB', { timeZone: LONDON, hour: '2-digit', hourCycle: 'h23' });

function hoursAheadAt(utc: string): number {
  const instant = new Date(utc);
  return (Number(hourFormat.format(instant)) - instant.getUTCHours() + 24) % 24;
}

/** By UTC date; undefined on the two days a year that change it. Asking for each half hour anew is what costs. */
const hoursAheadOn = new Map<string, number | undefined>();

/** How far London's clocks are ahead of UTC. */
function hoursAhead(utc: string): number {
  const day = utc.slice(0, 10);
  if (!hoursAheadOn.has(day)) {
    const [first, last] = [hoursAheadAt(`${day}T00:00:00Z`), hoursAheadAt(`${day}T23:30:00Z`)];
    hoursAheadOn.set(day, first === last ? first : undefined);
  }
  return hoursAheadOn.get(day) ?? hoursAheadAt(utc);
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

const localHour = (utc: string) => (Number(utc.slice(11, 13)) + hoursAhead(utc)) % 24;
export const clock = (utc: string) => `${String(localHour(utc)).padStart(2, '0')}${utc.slice(13, 16)}`;
export const moment = (utc: string) => momentFormat.format(new Date(utc));

const zone = (utc: string) => (hoursAhead(utc) === 0 ? 'GMT' : 'BST');

/** `01:00–01:30 BST`: the zone tells the two one-o'clocks of an October night apart. */
export function halfHour(startUtc: string): string {
  const endUtc = new Date(Date.parse(startUtc) + DAY_MS / 48).toISOString();
  const [before, after] = [zone(startUtc), zone(endUtc)];
  const from = before === after ? clock(startUtc) : `${clock(startUtc)} ${before}`;
  return `${from}–${clock(endUtc)} ${after}`;
}

/** A time whose ends may be open, in words. */
export function during(from: string | null, to: string | null): string {
  if (from && to) return `${plainDate(from)} to ${plainDate(to)}`;
  if (from) return `since ${plainDate(from)}`;
  return to ? `until ${plainDate(to)}` : 'all the time';
}
