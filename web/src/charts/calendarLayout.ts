import type { Column } from './types';

const WEEKS = 54; // a leap year that begins on a Sunday touches as many
const LEAST_STEP_PX = 9;
const MOST_STEP_PX = 20;
const GAP_PX = 2;
export const LEFT = 34;
const TOP = 20;

export interface CalendarLayout {
  /** From a cell to the next, either way. */
  step: number;
  cell: number;
  height: number;
  /** The corner of a day's cell. */
  at: (index: number) => { x: number; y: number };
  indexAt: (x: number, y: number) => number | undefined;
  /** Tops of the lines of weeks. */
  tops: number[];
  months: { name: string; x: number; y: number; border: string }[];
}

const mondayFirst = (date: string) => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;

/** The weeks in one line, or in as many as keep a day wide enough to be touched. */
function weeksPerLine(width: number): number {
  const room = Math.floor((width - LEFT) / LEAST_STEP_PX);
  return Math.ceil(WEEKS / Math.ceil(WEEKS / Math.max(1, Math.min(WEEKS, room))));
}

/** A year of days: a week a column, Monday on top. The days are those of one year, from the first of January on. */
export function placeDays(days: Column[], width: number): CalendarLayout {
  const first = mondayFirst(days[0]?.key ?? '2025-01-01');
  const perLine = weeksPerLine(width);
  const step = Math.min(MOST_STEP_PX, (width - LEFT) / perLine);
  const lineHeight = TOP + 7 * step + 8;
  const lines = Math.ceil((first + days.length) / 7 / perLine);

  const slotAt = (slot: number) => {
    const week = Math.floor(slot / 7);
    const line = Math.floor(week / perLine);
    return { x: LEFT + (week % perLine) * step, y: line * lineHeight + TOP + (slot % 7) * step };
  };

  const indexAt = (x: number, y: number) => {
    const line = Math.floor(y / lineHeight);
    const weekday = Math.floor((y - line * lineHeight - TOP) / step);
    const week = Math.floor((x - LEFT) / step);
    if (weekday < 0 || weekday > 6 || week < 0 || week >= perLine) return undefined;
    const index = (line * perLine + week) * 7 + weekday - first;
    return index >= 0 && index < days.length ? index : undefined;
  };

  const months = days.flatMap(({ key }, index) => {
    if (!key.endsWith('-01')) return [];
    const slot = index + first;
    const weekday = slot % 7;
    const { x, y } = slotAt(slot - weekday);
    const label = weekday === 0 ? { x, y } : slotAt(slot - weekday + 7);
    return [{ name: key, x: label.x, y: label.y - 6, border: index === 0 ? '' : border(x, y, weekday, step) }];
  });

  return {
    step,
    cell: step - GAP_PX,
    height: lines * lineHeight,
    at: (index) => slotAt(index + first),
    indexAt,
    tops: Array.from({ length: lines }, (_, line) => line * lineHeight + TOP),
    months,
  };
}

/** The line before a month that begins on this weekday of the week at x, y: drawn in the gap between the cells. */
function border(x: number, y: number, weekday: number, step: number): string {
  const [left, right, middle] = [x - 1, x + step - 1, y + weekday * step - 1];
  const bottom = y + 7 * step - 1;
  return weekday === 0 ? `M${left} ${y - 1}V${bottom}` : `M${right} ${y - 1}V${middle}H${left}V${bottom}`;
}
