import { max, min } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import type { Column, Panel } from './types';

export const MARGIN = { left: 52, right: 10, title: 34, gap: 20, axis: 26 } as const;
const TICK_GAP_PX = 46;

export const columnScale = (columns: Column[], width: number) =>
  scaleBand<number>()
    .domain(columns.map((_, index) => index))
    .range([MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)])
    .paddingInner(columns.length > 40 ? 0.18 : 0.28)
    .paddingOuter(0.1);

/** Zero always belongs to the axis: bars without it would lie. */
export function valueScale(panel: Panel, top: number) {
  const values = panel.series.flatMap((series) => series.values.filter((value) => value != null));
  const low = Math.min(0, min(values) ?? 0);
  const high = Math.max(0, max(values) ?? 0);
  return scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .nice(3)
    .range([top + panel.height, top]);
}

export interface PlacedPanel extends Panel {
  top: number;
  y: ReturnType<typeof valueScale>;
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
export function axisTicks(columns: Column[], width: number): { index: number; text: string }[] {
  const all = columns.flatMap(({ tick }, index) => (tick === undefined ? [] : [{ index, text: tick }]));
  const room = Math.max(1, Math.floor((width - MARGIN.left - MARGIN.right) / TICK_GAP_PX));
  const step = Math.ceil(all.length / room);
  return all.filter((_, index) => index % step === 0);
}

/** Neighbouring columns without data, as one stretch. */
export function missingStretches(columns: Column[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  columns.forEach(({ state }, index) => {
    if (state !== 'missing') return;
    const last = stretches.at(-1);
    if (last && last.to === index - 1) last.to = index;
    else stretches.push({ from: index, to: index });
  });
  return stretches;
}
