import { line } from 'd3-shape';
import { memo, useId } from 'react';
import {
  axisTicks,
  type columnScale,
  MARGIN,
  type PlacedPanel,
  type placePanels,
  type Point,
  stretches,
  visiblePoints,
} from './scales';
import { Hatch } from './Hatch';
import type { Column, Series, State } from './types';
import css from './Plot.module.css';

type Band = ReturnType<typeof columnScale>;

interface Props {
  columns: Column[];
  layout: ReturnType<typeof placePanels>;
  band: Band;
  width: number;
}

const LABEL_ROOM_PX = 62;

/** The drawing alone, a path for each series and state: no text for screen readers (the slider over it and the table speak). */
export const Plot = memo(function Plot({ columns, layout, band, width }: Props) {
  const hatch = useId();
  const present = columns.findIndex((column) => column.present);
  return (
    <svg className={css.plot} width={width} height={layout.height} aria-hidden="true">
      <Hatch id={hatch} />
      {layout.placed.map((panel, index) => (
        <g key={panel.unit}>
          <Grid panel={panel} width={width} />
          <Gaps columns={columns} panel={panel} band={band} fill={`url(#${hatch})`} named={index === 0} />
          {present >= 0 && (
            <Present
              name={index === 0 ? columns[present]?.present : undefined}
              panel={panel}
              x={centre(band, present)}
            />
          )}
          {panel.series.map((series) =>
            series.kind === 'bar' ? (
              <Bars key={series.name} series={series} columns={columns} panel={panel} band={band} />
            ) : (
              <Line key={series.name} series={series} panel={panel} band={band} />
            ),
          )}
        </g>
      ))}
      <g className={css.axis}>
        {axisTicks(columns, width - MARGIN.left - MARGIN.right).map(({ index, text }) => (
          <text key={index} x={centre(band, index)} y={layout.height - 6}>
            {text}
          </text>
        ))}
      </g>
    </svg>
  );
});

const centre = (band: Band, index: number) => (band(index) ?? 0) + band.bandwidth() / 2;

/** The crosshair: a band over every panel, a dot on every line. */
export function Marks({ layout, band, width, active }: Omit<Props, 'columns'> & { active: number }) {
  const x = (band(active) ?? 0) - (band.step() - band.bandwidth()) / 2;
  return (
    <svg className={css.marks} width={width} height={layout.height} aria-hidden="true">
      {layout.placed.map((panel) => (
        <g key={panel.unit}>
          <rect className={css.cursor} x={x} width={band.step()} y={panel.top} height={panel.height} />
          {panel.series.map(({ name, kind, accent, values }) => {
            const value = values[active];
            return kind === 'bar' || value == null ? null : (
              <g key={name} className={css[accent]}>
                <circle className={css.dot} cx={centre(band, active)} cy={panel.y(value)} r={4} />
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}

function Grid({ panel, width }: { panel: PlacedPanel; width: number }) {
  return (
    <g className={css.grid}>
      {panel.y.ticks(panel.height > 140 ? 4 : 3).map((value) => (
        <g key={value} transform={`translate(0 ${panel.y(value)})`}>
          <line className={value === 0 ? css.zero : undefined} x1={MARGIN.left} x2={width - MARGIN.right} />
          <text x={MARGIN.left - 8} dy="0.32em">
            {panel.tick(value)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface GapsProps {
  columns: Column[];
  panel: PlacedPanel;
  band: Band;
  fill: string;
  named: boolean;
}

function Gaps({ columns, panel, band, fill, named }: GapsProps) {
  return stretches(columns, 'missing').map(({ from, to }) => {
    const x = band(from) ?? 0;
    const width = (band(to) ?? 0) + band.bandwidth() - x;
    return (
      <g key={from}>
        <rect x={x} y={panel.top} width={width} height={panel.height} fill={fill} />
        {named && width > LABEL_ROOM_PX && (
          <text className={css.gap} x={x + width / 2} y={panel.top + panel.height / 2}>
            no data
          </text>
        )}
      </g>
    );
  });
}

/** Where now is: beyond it nothing can be known. */
function Present({ name, panel, x }: { name: string | undefined; panel: PlacedPanel; x: number }) {
  return (
    <g className={css.present}>
      <line x1={x} x2={x} y1={panel.top} y2={panel.top + panel.height} />
      {name && (
        <text x={x} y={panel.top - 4}>
          {name}
        </text>
      )}
    </g>
  );
}

const BAR_STATES: State[] = ['complete', 'provisional', 'partial'];

function Bars({ series, columns, panel, band }: { series: Series; columns: Column[]; panel: PlacedPanel; band: Band }) {
  return (
    <g className={css[series.accent]}>
      {BAR_STATES.map((state) => {
        const path = barPath(series, panel, band, (index) => columns[index]?.state === state);
        return path && <path key={state} className={css[state]} d={path} />;
      })}
    </g>
  );
}

/** All bars of a state as one path; the smallest is still a pixel high, zero is none. */
function barPath({ values }: Series, panel: PlacedPanel, band: Band, isDrawn: (index: number) => boolean): string {
  const zero = panel.y(0);
  const width = band.step() < 0.5 ? 1 : band.bandwidth();
  let path = '';
  for (const { index, value } of visiblePoints(values, band.step())) {
    if (!value || !isDrawn(index)) continue;
    const end = value > 0 ? Math.min(zero - 1, panel.y(value)) : Math.max(zero + 1, panel.y(value));
    path += `M${px(band(index) ?? 0)} ${px(zero)}h${px(width)}V${px(end)}h${px(-width)}z`;
  }
  return path;
}

const px = (length: number) => Math.round(length * 100) / 100;

/** A line broken at gaps; a value between two gaps is a dot. */
function Line({ series: { kind, accent, values }, panel, band }: { series: Series; panel: PlacedPanel; band: Band }) {
  const points = visiblePoints(values, band.step());
  const path = line<Point>()
    .defined(({ value }) => value != null)
    .x(({ index }) => centre(band, index))
    .y(({ value }) => panel.y(value ?? 0))
    .digits(2);
  const alone = values.flatMap((value, index) =>
    value != null && values[index - 1] == null && values[index + 1] == null ? [{ index, value }] : [],
  );
  return (
    <g className={css[accent]}>
      <path className={css[kind]} d={path(points) ?? undefined} />
      {alone.map(({ index, value }) => (
        <circle key={index} className={css.dot} cx={centre(band, index)} cy={panel.y(value)} r={3} />
      ))}
    </g>
  );
}
