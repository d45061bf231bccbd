import { describe, expect, it } from 'vitest';
import type { Figure } from '../lib/format';
import { barPath, dotPath, linePath, visible } from './paths';
import { columnScale } from './scales';

const place = (count: number, width: number) => ({
  scale: columnScale(count, width),
  y: (value: number) => 100 - value,
});
const bars = (values: Figure[], width: number, isDrawn: (index: number) => boolean = () => true) =>
  barPath(values, place(values.length, width), isDrawn);
const count = (path: string, command: string) => path.split(command).length - 1;
const outlines = (path: string) => count(path, 'M') === count(path, 'z') && count(path, 'z');
const tops = (path: string) => [...path.matchAll(/V([\d.]+)h/g)].map(([, y]) => Number(y));

describe('bars', () => {
  it('stand apart where there is room, none for a zero or a gap', () => {
    const path = bars([10, 0, null, 20, -5], 500);
    expect(outlines(path)).toBe(3);
    expect(tops(path)).toEqual([90, 80, 105]);
  });

  it('are a pixel high at least', () => expect(tops(bars([0.001, -0.001], 500))).toEqual([99, 101]));

  it('are one outline where they touch, ended by gaps and by other states', () => {
    const values = Array.from({ length: 400 }, (_, index) => (index === 100 ? null : 10));
    expect(outlines(bars(values, 500))).toBe(2);
    expect(outlines(bars(values, 500, (index) => index !== 300))).toBe(3);
  });

  it('that share a pixel are as tall as their tallest', () => {
    const values = Array.from({ length: 10_000 }, (_, index) => (index === 5005 ? 90 : index === 7007 ? -50 : 1));
    const seen = tops(bars(values, 1000));
    expect(seen.length).toBeLessThan(1200);
    expect(Math.min(...seen)).toBe(10);
    expect(Math.max(...seen)).toBe(150);
  });
});

describe('lines', () => {
  it('are broken at gaps; a value between two is a dot', () => {
    const values = [1, 2, null, 3, null, 4, 5];
    expect(linePath(values, place(7, 500)).replace(/[\d., ]+/g, '')).toBe('MLMZML');
    expect(count(dotPath(values, place(7, 500)), 'M')).toBe(1);
  });

  it('keep the extremes and the gaps of what shares a pixel', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index === 505 ? null : index % 10));
    const seen = visible(values, 0.1);
    expect(seen.length).toBeLessThan(250);
    expect(seen).toContain(505);
    expect(seen.filter((index) => values[index] === 9)).toHaveLength(100);
    expect(seen.filter((index) => values[index] === 0)).toHaveLength(100);
    expect(visible(values, 2)).toHaveLength(1000);
  });
});
