import { memo, useId } from 'react';
import { Hatch } from './Hatch';
import { barPath, dotPath, linePath, type Place, px, rectangle } from './paths';
import { axisTicks, type ColumnScale, MARGIN, type PlacedPanel, type placePanels, stretches } from './scales';
import type { Column, Series, State } from './types';
import css from './Plot.module.css';

interface Props {
  columns: Column[];
  layout: ReturnType<typeof placePanels>;
  scale: ColumnScale;
  width: number;
}

const LABEL_ROOM_PX = 62;

/** The drawing alone, a path for each series and state: no text for screen readers (the slider over it and the table speak). */
export const Plot = memo(function Plot({ columns, layout, scale, width }: Props) {
  const present = columns.findIndex((column) => column.present);
  return (
    <svg className={css.plot} width={width} height={layout.height} aria-hidden="true">
      {layout.placed.map((panel) => (
        <Grid key={panel.unit} panel={panel} width={width} />
      ))}
      <Gaps columns={columns} panels={layout.placed} scale={scale} />
      {present >= 0 && (
        <Present name={columns[present]?.present} panels={layout.placed} x={px(scale.centre(present))} width={width} />
      )}
      {layout.placed.map((panel) =>
        panel.series.map((series) => (
          <g key={series.name} className={css[series.accent]}>
            {series.kind === 'bar' ? (
              <Bars series={series} columns={columns} place={{ scale, y: panel.y }} />
            ) : (
              <Line series={series} place={{ scale, y: panel.y }} />
            )}
          </g>
        )),
      )}
      <g className={css.axis}>
        {axisTicks(columns, width - MARGIN.left - MARGIN.right).map(({ index, text }) => (
          <text key={index} x={scale.centre(index)} y={layout.height - 6}>
            {text}
          </text>
        ))}
      </g>
    </svg>
  );
});

/** The crosshair: a band over every panel, a dot on every line. */
export function Marks({ layout, scale, width, active }: Omit<Props, 'columns'> & { active: number }) {
  const { step } = scale;
  return (
    <svg className={css.marks} width={width} height={layout.height} aria-hidden="true">
      {layout.placed.map((panel) => (
        <g key={panel.unit}>
          <rect
            className={css.cursor}
            x={scale.centre(active) - step / 2}
            width={step}
            y={panel.top}
            height={panel.height}
          />
          {panel.series.map(({ name, kind, accent, values }) => {
            const value = values[active];
            return kind === 'bar' || value == null ? null : (
              <g key={name} className={css[accent]}>
                <circle className={css.dot} cx={scale.centre(active)} cy={panel.y(value)} r={4} />
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
  panels: PlacedPanel[];
  scale: ColumnScale;
}

/** What is not known, over every panel; named in the first, where there is room. */
function Gaps({ columns, panels, scale }: GapsProps) {
  const hatch = useId();
  const gaps = stretches(columns, 'missing').map(({ from, to }) => {
    const x = scale.left(from);
    return { x, width: Math.max(1, scale.left(to) + scale.width - x) };
  });
  const [first] = panels;
  if (!first || gaps.length === 0) return null;
  return (
    <>
      <Hatch id={hatch} />
      <path
        d={panels.flatMap(({ top, height }) => gaps.map(({ x, width }) => rectangle(x, top, width, height))).join('')}
        fill={`url(#${hatch})`}
      />
      {gaps
        .filter(({ width }) => width > LABEL_ROOM_PX)
        .map(({ x, width }) => (
          <text key={x} className={css.gap} x={x + width / 2} y={first.top + first.height / 2}>
            no data
          </text>
        ))}
    </>
  );
}

interface PresentProps {
  name: string | undefined;
  panels: PlacedPanel[];
  x: number;
  width: number;
}

/** Where now is: beyond it nothing can be known. */
function Present({ name, panels, x, width }: PresentProps) {
  const side = x + LABEL_ROOM_PX > width ? { x: x - 5, textAnchor: 'end' as const } : { x: x + 5 };
  return (
    <g className={css.present}>
      <path d={panels.map(({ top, height }) => `M${x} ${top}v${height}`).join('')} />
      <text {...side} y={(panels[0]?.top ?? 0) + 10}>
        {name}
      </text>
    </g>
  );
}

const BAR_STATES: State[] = ['complete', 'provisional', 'partial'];

function Bars({ series, columns, place }: { series: Series; columns: Column[]; place: Place }) {
  return BAR_STATES.map((state) => {
    const path = barPath(series.values, place, (index) => columns[index]?.state === state);
    return path && <path key={state} className={css[state]} d={path} />;
  });
}

function Line({ series: { kind, values }, place }: { series: Series; place: Place }) {
  return (
    <>
      <path className={css[kind]} d={linePath(values, place)} />
      <path className={css.dots} d={dotPath(values, place)} />
      {kind === 'dashes' && <path className={css.holes} d={dotPath(values, place)} />}
    </>
  );
}
