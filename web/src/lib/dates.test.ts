import { describe, expect, it } from 'vitest';
import {
  addDays,
  clock,
  daysBetween,
  daysOfMonth,
  halfHour,
  isDate,
  lastDayOfMonth,
  londonToday,
  longDate,
} from './dates';

describe('calendar', () => {
  it.each(['2025-02-30', '2025-4-1', 'today', '2025-13-01', ''])('refuses %s', (text) =>
    expect(isDate(text)).toBe(false),
  );

  it('steps over months, leap days and clock changes', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-03-30', 1)).toBe('2025-03-31');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(daysBetween('2025-10-25', '2025-10-27')).toBe(2);
    expect(lastDayOfMonth('2024-02')).toBe('2024-02-29');
    expect(daysOfMonth('2025-04')).toHaveLength(30);
  });

  it('writes British dates', () => expect(longDate('2025-04-01')).toBe('Tuesday 1 April 2025'));

  it('knows that London is a day ahead of UTC on a summer night', () => {
    expect(londonToday(new Date('2025-06-30T23:30:00Z'))).toBe('2025-07-01');
  });
});

describe('half hours', () => {
  it('are shown in local time with their zone', () => {
    expect(clock('2025-03-31T23:00:00Z')).toBe('00:00');
    expect(halfHour('2025-10-26T00:30:00Z')).toBe('01:30 BST–01:00 GMT');
    expect(halfHour('2025-03-30T00:30:00Z')).toBe('00:30 GMT–02:00 BST');
    expect(halfHour('2025-10-26T01:30:00Z')).toBe('01:30–02:00 GMT');
  });
});
