import { describe, expect, it } from 'vitest';
import { btc, gbp, gbpPerMwh, mwh, mwhInColumn, NOT_KNOWN, plural, ratio, tick, tickGbp } from './format';

describe('figures', () => {
  it('never turns the unknown into a zero', () => {
    for (const write of [btc, gbp, gbpPerMwh, mwh, mwhInColumn, ratio]) {
      expect(write(null)).toBe(NOT_KNOWN);
      expect(write(undefined)).toBe(NOT_KNOWN);
    }
  });

  it.each([
    [0, '0'],
    [19167.709211, '19,168'],
    [46.4, '46.4'],
    [0.5, '0.500'],
  ])('writes %d MWh as %s', (value, text) => expect(mwh(value)).toBe(text));

  it.each([
    [0, '0'],
    [163.4519, '163.45'],
    [14.473, '14.47'],
    [0.077753438, '0.07775'],
    [0.00077753438, '0.0007775'],
  ])('writes %d BTC as %s', (value, text) => expect(btc(value)).toBe(text));

  it.each([
    [491850.0927, '£491,850'],
    [25.66034, '£25.66'],
    [-612864.2, '−£612,864'],
    [-0.001, '£0.00'],
    [0, '£0'],
  ])('writes %d pounds as %s', (value, text) => expect(gbp(value)).toBe(text));

  it.each([
    [2573.953, '2,574.0'],
    [0.031, '0.03'],
    [0, '0.0'],
  ])('writes %d MWh in a column as %s', (value, text) => expect(mwhInColumn(value)).toBe(text));

  it('keeps axes short', () => {
    expect(tick(12000)).toBe('12k');
    expect(tick(1_500_000)).toBe('1.5m');
    expect(tick(0.05)).toBe('0.05');
    expect(tickGbp(-5000)).toBe('−£5,000');
  });

  it('counts in words', () => {
    expect(plural(1, 'unit')).toBe('1 unit');
    expect(plural(1200, 'lead party', 'lead parties')).toBe('1,200 lead parties');
  });
});
