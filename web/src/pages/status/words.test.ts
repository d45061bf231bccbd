import { expect, it } from 'vitest';
import { ageOf, outcome } from './words';

const NOW = Date.parse('2026-11-22T12:00:00Z');

it.each([
  ['2026-11-22T11:59:40Z', 'just now'],
  ['2026-11-22T11:58:59Z', '1 minute ago'],
  ['2026-11-22T10:00:00Z', '2 hours ago'],
  ['2026-11-20T11:00:00Z', '2 days ago'],
  ['2026-11-22T12:00:05Z', 'just now'],
])('%s was %s', (utc, said) => {
  expect(ageOf(utc, NOW)).toBe(said);
});

it('says in words how a run ended', () => {
  expect(outcome(0)).toBe('done');
  expect(outcome(75)).toMatch(/^partly/);
  expect(outcome(1)).toBe('failed with status 1');
  expect(outcome(null)).toMatch(/^still running/);
});
