import { describe, expect, it } from 'vitest';
import { verdict } from './verdict';

describe('the verdict on a miner', () => {
  it.each([
    [49.84, 25.66, 'Earns 1.94 times what farms were paid to stop'],
    [25, 25, 'Earns 1.00 times what farms were paid to stop'],
    [15.5, 25, 'Earns less: 62.0 % of what farms were paid to stop'],
    [15.5, -2, 'Earns £15.50 for each MWh; farms were paid nothing to stop'],
    [null, 25, 'Not known'],
    [15.5, null, 'Not known'],
  ])('of %s against %s', (earned, paid, words) => {
    expect(verdict(earned, paid)).toBe(words);
  });
});
