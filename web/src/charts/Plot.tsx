import { line } from 'd3-shape';
import { useId } from 'react';
import { axisTicks, type columnScale, MARGIN, missingStretches, type PlacedPanel, type placePanels } from './scales';
import type { Column, Series } from './types';
import css from './Plot.module.css';

type Band = ReturnType<typeof columnScale>;

interface Props {
  columns: Column[];
  layout: ReturnType<typeof placePanels>;
  band: Band;
  width: number;
  active: number | undefined;
}

const LABEL_ROOM_PX = 62;

/** The drawing alone: no state, no text for screen readers (the slider over it and the table speak). */
export function Plot({ columns, layout, band, width, active }: Props) {
  const hatch = useId();
  return (
    <svg className={css.plot} width={width} height={layout.height} aria-hidden="true">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className={css.hatch} x1="0" x2="0" y1="0" y2="6" />
        </pattern>
      </defs>
      {layout.placed.map((panel, index) => (
        <g key={panel.unit}>
          <Grid panel={panel} width={width} />
          <Gaps columns={columns} panel={panel} band={band} fill={`url(#${hatch})`} named={index === 0} />
          {active !== undefined && (
            <rect
              className={css.cursor}
              x={(band(active) ?? 0) - (band.step() - band.bandwidth()) / 2}
              width={band.step()}
              y={panel.top}
              height={panel.height}
            />
          )}
          {panel.series.map((series) =>
            series.kind === 'bar' ? (
              <Bars key={series.name} series={series} columns={columns} panel={panel} band={band} />
            ) : (
              <Line key={series.name} series={series} panel={panel} band={band} active={active} />
            ),
          )}
        </g>
      ))}
      <g className={css.axis}>
        {axisTicks(columns, width).map(({ index, text }) => (
          <text key={index} x={(band(index) ?? 0) + band.bandwidth() / 2} y={layout.height - 6}>
            {text}
          </text>
        ))}
      </g>
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
  return missingStretches(columns).map(({ from, to }) => {
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

function Bars({ series, columns, panel, band }: { series: Series; columns: Column[]; panel: PlacedPanel; band: Band }) {
  const zero = panel.y(0);
  return (
    <g className={css[series.accent]}>
      {series.values.map((value, index) => {
        const column = columns[index];
        if (!value || !column) return null;
        const y = panel.y(value);
        return (
          <rect
            key={column.key}
            className={column.state === 'partial' ? css.partial : css.bar}
            x={band(index)}
            width={band.bandwidth()}
            y={Math.min(y, zero)}
            height={Math.max(1, Math.abs(zero - y))}
            rx={Math.min(2, band.bandwidth() / 4)}
          />
        );
      })}
    </g>
  );
}

interface LineProps {
  series: Series;
  panel: PlacedPanel;
  band: Band;
  active: number | undefined;
}

function Line({ series, panel, band, active }: LineProps) {
  const x = (index: number) => (band(index) ?? 0) + band.bandwidth() / 2;
  const path = line<number | null | undefined>()
    .defined((value) => value != null)
    .x((_, index) => x(index))
    .y((value) => panel.y(value ?? 0));
  const alone = series.values.flatMap((value, index) => {
    const isAlone = value != null && series.values[index - 1] == null && series.values[index + 1] == null;
    return isAlone || (index === active && value != null) ? [{ index, value }] : [];
  });

  return (
    <g className={css[series.accent]}>
      <path className={css[series.kind]} d={path(series.values) ?? undefined} />
      {alone.map(({ index, value }) => (
        <circle key={index} className={css.dot} cx={x(index)} cy={panel.y(value)} r={4} />
      ))}
    </g>
  );
}
