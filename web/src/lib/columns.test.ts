import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FULL, halfHours } from '../test/fixtures';
import { dayColumns, halfHourColumns, monthColumns } from './columns';
import { daysOfMonth, monthsOfYear } from './dates';

const plain = (path: string) => path;
const part = { expected: 48, complete: 20, provisional: 20 };
const states = (columns: { state: string }[]) => columns.map(({ state }) => state);

describe('columns around the present', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2025-04-01T10:10:00Z') })); // 11:10 in London
  afterEach(() => vi.useRealTimers());

  it('mark today as still running and the days to come as ahead, not as gaps', () => {
    const days = dayColumns(daysOfMonth('2025-04').slice(0, 3), [{ date: '2025-04-01', coverage: part }], plain);
    expect(states(days)).toEqual(['partial', 'ahead', 'ahead']);
    expect(days[0]).toMatchObject({ present: 'today', note: 'today, so far: 20 of 48 half hours, 20 provisional' });
  });

  it('count a day without an answer as missing, one read early as provisional', () => {
    const rows = [{ date: '2025-03-30', coverage: { ...FULL, provisional: 3 } }];
    const days = dayColumns(['2025-03-30', '2025-03-31'], rows, plain);
    expect(states(days)).toEqual(['provisional', 'missing']);
    expect(days[0]?.note).toContain('3 provisional');
  });

  it('mark this month among the months', () => {
    const months = monthColumns(monthsOfYear('2025'), [{ month: '2025-04', coverage: part }], plain);
    expect(states(months).slice(2, 5)).toEqual(['missing', 'partial', 'ahead']);
    expect(months[3]?.present).toBe('this month');
  });

  it('mark the half hour of now', () => {
    const unknown = { expected: 1, complete: 0, provisional: 0 };
    const columns = halfHourColumns(
      halfHours(48).map((row, index) => (index < 20 ? row : { ...row, coverage: unknown })),
    );
    expect(columns.findIndex(({ present }) => present === 'now')).toBe(22);
    expect(states(columns).slice(19, 24)).toEqual(['complete', 'missing', 'missing', 'missing', 'ahead']);
  });
});
