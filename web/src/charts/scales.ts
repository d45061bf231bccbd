import { max, min, nice, ticks } from 'd3-array';
import { scaleBand } from 'd3-scale';
import type { Figure } from '../lib/format';
import type { Column, Panel, State } from './types';

export const MARGIN = { left: 52, right: 10, title: 34, gap: 20, axis: 26 } as const;
const TICK_GAP_PX = 46;

export const columnScale = (columns: Column[], width: number) =>
  scaleBand<number>()
    .domain(columns.map((_, index) => index))
    .range([MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)])
    .paddingInner(columns.length > 40 ? 0.18 : 0.28)
    .paddingOuter(0.1);

export interface ValueScale {
  (value: number): number;
  ticks: (count: number) => number[];
}

/** Zero always belongs to the axis: bars without it would lie. d3's own linear scale brings colours and formats along. */
export function valueScale(panel: Panel, top: number): ValueScale {
  const values = panel.series.flatMap((series) => series.values.filter((value) => value != null));
  const lowest = Math.min(0, min(values) ?? 0);
  const highest = Math.max(0, max(values) ?? 0);
  const [low, high] = lowest === highest ? [0, 1] : nice(lowest, highest, 3);
  const at = (value: number) => top + (panel.height * (high - value)) / (high - low);
  return Object.assign(at, { ticks: (count: number) => ticks(low, high, count) });
}

export interface PlacedPanel extends Panel {
  top: number;
  y: ValueScale;
}

/** Panels one under another, each below its title. */
export function placePanels(panels: Panel[]): { placed: PlacedPanel[]; plotBottom: number; height: number } {
  let top = 0;
  const placed = panels.map((panel) => {
    const y = valueScale(panel, top + MARGIN.title);
    const result = { ...panel, top: top + MARGIN.title, y };
    top += MARGIN.title + panel.height + MARGIN.gap;
    return result;
  });
  const plotBottom = top - MARGIN.gap;
  return { placed, plotBottom, height: plotBottom + MARGIN.axis };
}

/** The axis texts that fit, evenly thinned. */
export function axisTicks(columns: Column[], plotWidth: number): { index: number; text: string }[] {
  const all = columns.flatMap(({ tick }, index) => (tick === undefined ? [] : [{ index, text: tick }]));
  const room = Math.max(1, Math.floor(plotWidth / TICK_GAP_PX));
  const step = Math.ceil(all.length / room);
  return all.filter((_, index) => index % step === 0);
}

export interface Point {
  index: number;
  value: Figure;
}

/** Where many steps share a pixel, its least and its greatest value are all that can be seen; a gap stays a gap. */
export function visiblePoints(values: Figure[], step: number): Point[] {
  const points = values.map((value, index) => ({ index, value }));
  const shared = Math.floor(1 / step);
  if (shared <= 2) return points;
  return Array.from({ length: Math.ceil(points.length / shared) }, (_, pixel) =>
    extremes(points.slice(pixel * shared, (pixel + 1) * shared)),
  ).flat();
}

function extremes(points: Point[]): Point[] {
  const known = points.filter(({ value }) => value != null);
  const least = known.reduce<Point | undefined>((a, b) => (a && a.value! <= b.value! ? a : b), undefined);
  const most = known.reduce<Point | undefined>((a, b) => (a && a.value! >= b.value! ? a : b), undefined);
  const gap = points.find(({ value }) => value == null);
  const kept = [least, most, gap].filter((point) => point !== undefined);
  return [...new Set(kept)].sort((a, b) => a.index - b.index);
}

/** Neighbouring columns of one state, as stretches. */
export function stretches(columns: Column[], state: State): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  columns.forEach((column, index) => {
    if (column.state !== state) return;
    const last = found.at(-1);
    if (last && last.to === index - 1) last.to = index;
    else found.push({ from: index, to: index });
  });
  return found;
}
