import { max, min, nice, range, ticks } from 'd3-array';
import { scaleBand } from 'd3-scale';
import type { Figure } from '../lib/format';
import type { Column, Panel, State } from './types';

export const MARGIN = { left: 52, right: 10, title: 34, gap: 20, axis: 26 } as const;
const TICK_GAP_PX = 46;

/** Columns side by side, by index. */
export interface ColumnScale {
  /** From a column to the next, and how much of it a bar takes. */
  step: number;
  width: number;
  left: (index: number) => number;
  centre: (index: number) => number;
  indexAt: (x: number) => number;
}

export function columnScale(count: number, width: number): ColumnScale {
  const band = scaleBand<number>()
    .domain(range(count))
    .range([MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)])
    .paddingInner(count > 40 ? 0.18 : 0.28)
    .paddingOuter(0.1);
  const [first, step, bar] = [band(0) ?? MARGIN.left, band.step(), band.bandwidth()];
  const left = (index: number) => first + index * step;
  return {
    step,
    width: bar,
    left,
    centre: (index) => left(index) + bar / 2,
    indexAt: (x) => Math.max(0, Math.min(count - 1, Math.floor((x - MARGIN.left) / step))),
  };
}

export interface ValueScale {
  (value: number): number;
  ticks: (count: number) => number[];
}

const known = (value: Figure) => value;

/** Zero always belongs to the axis: bars without it would lie. d3's own linear scale brings colours and formats along. */
export function valueScale(panel: Panel, top: number): ValueScale {
  const lowest = Math.min(0, ...panel.series.map(({ values }) => min(values, known) ?? 0));
  const highest = Math.max(0, ...panel.series.map(({ values }) => max(values, known) ?? 0));
  const [low, high] = lowest === highest ? [0, 1] : nice(lowest, highest, 3);
  const at = (value: number) => top + (panel.height * (high - value)) / (high - low);
  return Object.assign(at, { ticks: (count: number) => (lowest === highest ? [0] : ticks(low, high, count)) });
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
  const all = range(columns.length).filter((index) => columns[index]?.tick !== undefined);
  const room = Math.max(1, Math.floor(plotWidth / TICK_GAP_PX));
  const step = Math.ceil(all.length / room);
  return all.filter((_, place) => place % step === 0).map((index) => ({ index, text: columns[index]?.tick ?? '' }));
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
