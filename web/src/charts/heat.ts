import type { Figure } from '../lib/format';
import { rectangle } from './paths';

/** Above zero, as many as there are colours `--heat-1`… in the tokens. */
const CLASSES = 6;

/** Two significant digits, never below the value: `1,236` is within `1,300`. */
function roundUp(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.ceil(value / unit - 1e-9) * unit).toPrecision(2));
}

/** The upper bounds of the colour classes, growing by squares, so that quiet times differ too; whole for counts, none where nothing is above zero. */
export function heatBounds(values: Figure[]): number[] {
  const most = values.reduce<number>((largest, value) => Math.max(largest, value ?? 0), 0);
  if (most === 0) return [];
  const bounds = Array.from({ length: CLASSES }, (_, index) => roundUp(most * ((index + 1) / CLASSES) ** 2));
  const counts = values.every((value) => value == null || Number.isInteger(value));
  return counts ? [...new Set(bounds.map(Math.ceil))] : bounds;
}

/** 0 for a true zero (or what was paid back), 1 and up for its colour, undefined for what is not known. */
export function heatClass(value: Figure, bounds: number[]): number | undefined {
  if (value == null) return undefined;
  if (value <= 0) return 0;
  return Math.min(bounds.length, bounds.findIndex((bound) => value <= bound) + 1);
}

export interface Cell {
  x: number;
  y: number;
  value: Figure;
}

/** One path a colour, however many cells: index 0 is that of the zeros. */
export function heatPaths(cells: Cell[], bounds: number[], width: number, height: number): string[] {
  const paths = Array<string>(bounds.length + 1).fill('');
  for (const { x, y, value } of cells) {
    const colour = heatClass(value, bounds);
    if (colour !== undefined) paths[colour] += rectangle(x, y, width, height);
  }
  return paths;
}
