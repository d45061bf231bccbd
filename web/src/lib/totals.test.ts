import { describe, expect, it } from 'vitest';
import { halfHours, row } from '../test/fixtures';
import { missingSpans } from './coverage';
import { byParty, compareFigures, perMwh, total } from './totals';

describe('totals', () => {
  it('are unknown where a part is', () => {
    expect(total([1, 2, 3])).toBe(6);
    expect(total([1, null, 3])).toBeNull();
    expect(perMwh(10, 0)).toBeNull();
    expect(perMwh(10, 4)).toBe(2.5);
  });

  it('group farms by party, the unknown party apart', () => {
    const parties = byParty([
      row({ farm: 'A-1', lead_party: 'Alpha', curtailed_mwh: 1 }),
      row({ farm: 'X-1', lead_party: null, curtailed_mwh: 5, value_gbp: null }),
      row({ farm: 'A-2', lead_party: 'Alpha', curtailed_mwh: 2 }),
    ]);
    expect(parties.map(({ lead_party, curtailed_mwh }) => [lead_party, curtailed_mwh])).toEqual([
      ['Alpha', 3],
      [null, 5],
    ]);
    expect(parties[1]?.value_gbp).toBeNull();
  });

  it('sort the unknown last, both ways', () => {
    const order = (descending: boolean) => [null, 1, 3].sort((a, b) => compareFigures(a, b, descending));
    expect(order(true)).toEqual([3, 1, null]);
    expect(order(false)).toEqual([1, 3, null]);
  });
});

describe('missing spans', () => {
  it('name neighbouring half hours as one', () => {
    const rows = halfHours(48).map((known, index) =>
      [10, 11, 47].includes(index) ? { ...known, coverage: { expected: 1, complete: 0, provisional: 0 } } : known,
    );
    expect(missingSpans(rows)).toEqual(['05:00–06:00', '23:30–00:00']);
  });
});
