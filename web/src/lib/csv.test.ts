import { expect, it } from 'vitest';
import { csvText } from './csv';

it('quotes what must be, and leaves what is not known empty', () => {
  expect(
    csvText(
      ['farm', 'payment_gbp'],
      [
        ['Alpha, "North"', -1.5],
        ['Beta', null],
      ],
    ),
  ).toBe('farm,payment_gbp\r\n"Alpha, ""North""",-1.5\r\nBeta,\r\n');
});
