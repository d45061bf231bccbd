import { addDays, isDate, lastDayOfMonth, longMonth, plainDate, shortDate } from './dates';

/** A day (`2025-04-01`), a month (`2025-04`) or a year (`2025`): what a summary and a page are of. */
export type Kind = 'day' | 'month' | 'year';

interface Manner {
  isValid: (text: string) => boolean;
  name: (period: string) => string;
  /** For a button to it. */
  short: (period: string) => string;
  step: (period: string, by: number) => string;
  range: (period: string) => { from: string; to: string };
}

const same = (period: string) => period;
const stepYear = (year: string, by: number) => String(Number(year) + by).padStart(4, '0');

function stepMonth(month: string, by: number): string {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, index - 1 + by, 1)).toISOString().slice(0, 7);
}

export const MANNERS: Record<Kind, Manner> = {
  day: {
    isValid: isDate,
    name: plainDate,
    short: shortDate,
    step: addDays,
    range: (day) => ({ from: day, to: day }),
  },
  month: {
    isValid: (text) => isDate(`${text}-01`),
    name: longMonth,
    short: longMonth,
    step: stepMonth,
    range: (month) => ({ from: `${month}-01`, to: lastDayOfMonth(month) }),
  },
  year: {
    isValid: (text) => isDate(`${text}-01-01`),
    name: same,
    short: same,
    step: stepYear,
    range: (year) => ({ from: `${year}-01-01`, to: `${year}-12-31` }),
  },
};

const KIND_OF_LENGTH: Record<number, Kind> = { 4: 'year', 7: 'month', 10: 'day' };

export const kindOf = (period: string): Kind => KIND_OF_LENGTH[period.length] ?? 'day';
export const mannerOf = (period: string) => MANNERS[kindOf(period)];
export const pathOf = (period: string) => `/${kindOf(period)}/${period}`;

const LENGTH: Record<Kind, number> = { day: 10, month: 7, year: 4 };

/** The period of a kind that a date lies in. */
export const periodOf = (kind: Kind, date: string) => date.slice(0, LENGTH[kind]);

/** Every period of a kind that a stretch of dates touches. */
export function periodsBetween(kind: Kind, from: string, to: string): string[] {
  const last = periodOf(kind, to);
  const periods: string[] = [];
  for (let period = periodOf(kind, from); period <= last; period = MANNERS[kind].step(period, 1)) periods.push(period);
  return periods;
}
