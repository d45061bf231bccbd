import { describe, expect, it } from 'vitest';
import { kindOf, MANNERS, pathOf, periodsBetween } from './period';

describe('periods', () => {
  it('are told apart by how they are written', () => {
    expect(['2025-04-01', '2025-04', '2025'].map(kindOf)).toEqual(['day', 'month', 'year']);
    expect(pathOf('2025-04')).toBe('/month/2025-04');
  });

  it('step over the ends of months and years', () => {
    expect(MANNERS.month.step('2025-01', -1)).toBe('2024-12');
    expect(MANNERS.month.step('2024-12', 1)).toBe('2025-01');
    expect(MANNERS.year.step('2025', -1)).toBe('2024');
    expect(MANNERS.day.step('2024-02-28', 1)).toBe('2024-02-29');
  });

  it.each([
    ['day', '2025-02-30'],
    ['month', '2025-13'],
    ['month', '2025-4'],
    ['year', '25'],
    ['year', MANNERS.year.step('9999', 1)],
    ['year', MANNERS.year.step('0000', -1)],
    ['month', MANNERS.month.step('9999-12', 1)],
    ['day', MANNERS.day.step('9999-12-31', 1)],
  ] as const)('of kind %s are not %s', (kind, text) => {
    expect(MANNERS[kind].isValid(text)).toBe(false);
  });

  it('span from the first to the last date', () => {
    expect(MANNERS.month.range('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(periodsBetween('month', '2024-11-30', '2025-02-01')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(periodsBetween('year', '2024-11-30', '2025-02-01')).toEqual(['2024', '2025']);
  });
});
