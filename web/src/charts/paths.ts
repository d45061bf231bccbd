import { line } from 'd3-shape';
import type { Figure } from '../lib/format';
import type { ColumnScale } from './scales';

export const px = (length: number) => Math.round(length * 100) / 100;

export const rectangle = (x: number, y: number, width: number, height: number) =>
  `M${px(x)} ${px(y)}h${px(width)}v${px(height)}h${px(-width)}z`;

/** Where a series is drawn. */
export interface Place {
  scale: ColumnScale;
  y: (value: number) => number;
}

/** How many columns share a pixel, where more do than can be told apart. */
const sharing = (step: number) => (step < 1 / 2 ? Math.floor(1 / step) : 1);

/** Below this step the space between bars is no longer seen. */
const TOUCHING_PX = 3;

/** Bars as one path: those that touch are one outline. The smallest is still a pixel high, zero is none. */
export function barPath(values: Figure[], { scale, y }: Place, isDrawn: (index: number) => boolean): string {
  const zero = y(0);
  const shared = sharing(scale.step);
  const isTouching = scale.step < TOUCHING_PX;
  const width = isTouching ? shared * scale.step : scale.width;
  const close = `V${px(zero)}z`;
  let path = '';
  let isOpen = false;
  for (let from = 0; from < values.length; from += shared) {
    const index = tallest(values, from, from + shared);
    const value = values[index];
    const isBar = value && isDrawn(index);
    if (isOpen && !(isBar && isTouching)) path += close;
    if (isBar) {
      const end = value > 0 ? Math.min(zero - 1, y(value)) : Math.max(zero + 1, y(value));
      path += `${isOpen && isTouching ? '' : `M${px(scale.left(from))} ${px(zero)}`}V${px(end)}h${px(width)}`;
    }
    isOpen = Boolean(isBar);
  }
  return isOpen ? path + close : path;
}

function tallest(values: Figure[], from: number, to: number): number {
  let found = from;
  for (let index = from + 1; index < to; index++)
    if (Math.abs(values[index] ?? 0) > Math.abs(values[found] ?? 0)) found = index;
  return found;
}

/** A line through what is known, broken at gaps. */
export function linePath(values: Figure[], { scale, y }: Place): string {
  const draw = line<number>()
    .defined((index) => values[index] != null)
    .x((index) => scale.centre(index))
    .y((index) => y(values[index]!))
    .digits(2);
  return draw(visible(values, scale.step)) ?? '';
}

/** A value between two gaps, which no line reaches: a path of dots, for round line ends. */
export function dotPath(values: Figure[], { scale, y }: Place): string {
  let path = '';
  values.forEach((value, index) => {
    if (value != null && values[index - 1] == null && values[index + 1] == null)
      path += `M${px(scale.centre(index))} ${px(y(value))}h0`;
  });
  return path;
}

/** Where columns share a pixel, its least value, its greatest and a gap are all that can be seen. */
export function visible(values: Figure[], step: number): number[] {
  const shared = sharing(step);
  if (shared === 1) return [...values.keys()];
  const seen: number[] = [];
  for (let from = 0; from < values.length; from += shared)
    seen.push(...extremes(values, from, Math.min(from + shared, values.length)));
  return seen;
}

function extremes(values: Figure[], from: number, to: number): number[] {
  let [least, most, gap]: (number | undefined)[] = [];
  for (let index = from; index < to; index++) {
    const value = values[index];
    if (value == null) gap = index;
    else {
      if (least === undefined || value < values[least]!) least = index;
      if (most === undefined || value > values[most]!) most = index;
    }
  }
  return [...new Set([least, most, gap])].filter((index) => index !== undefined).sort((a, b) => a - b);
}
