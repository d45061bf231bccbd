import { describe, expect, it } from 'vitest';
import { customMiner, isJoules, machineQuery, ownMachineQuery } from './machine';

describe('a machine of the reader’s own', () => {
  it('is asked for by its J/TH, a listed one by its id', () => {
    expect(machineQuery(customMiner('25.5'))).toEqual({ joules_per_th: 25.5 });
    expect(machineQuery('S9')).toEqual({ miner: 'S9' });
    expect(ownMachineQuery('S9')).toEqual({});
    expect(ownMachineQuery(customMiner('18'))).toEqual({ joules_per_th: 18 });
  });

  it.each(['0.1', '100000', '15.123456'])('may have %s J/TH', (text) => {
    expect(isJoules(text)).toBe(true);
  });

  it.each(['', '0', '0.09', '100001', '1.1234567', '-3', 'twenty', '1e3', ' 5'])('may not have “%s” J/TH', (text) => {
    expect(isJoules(text)).toBe(false);
  });
});
