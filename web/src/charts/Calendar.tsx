import { memo, useId, useMemo } from 'react';
import type { Figure } from '../lib/format';
import { shortMonth, WEEKDAYS } from '../lib/dates';
import { type CalendarLayout, LEFT, placeDays } from './calendarLayout';
import { useCrosshair } from './Crosshair';
import { Hatch } from './Hatch';
import { heatBounds } from './heat';
import { HeatCells } from './HeatCells';
import { HeatKey } from './HeatKey';
import { StateKey } from './Legend';
import { Measured } from './Measured';
import { rectangle } from './paths';
import { Reader } from './Reader';
import { spokenLine, Tooltip } from './Tooltip';
import { type Column, isKnown, type Measure, type Said, type State } from './types';
import css from './Heat.module.css';

interface Props {
  label: string;
  /** The days of one year, from the first of January on. */
  columns: Column[];
  values: Figure[];
  measure: Measure;
  onOpen?: ((column: Column) => void) | undefined;
}

/** As the eye sees it: a week to the side, a day up or down. */
const STEPS = { ArrowRight: 7, ArrowLeft: -7, ArrowDown: 1, ArrowUp: -1, PageDown: 28, PageUp: -28 };

/** A year as weeks side by side, each day coloured by its value. */
export const Calendar = (props: Props) => <Measured>{(width) => <Weeks {...props} width={width} />}</Measured>;

function Weeks({ label, columns, values, measure, onOpen, width }: Props & { width: number }) {
  const { active, isHere, move } = useCrosshair(columns);
  const layout = useMemo(() => placeDays(columns, width), [columns, width]);
  const bounds = useMemo(() => heatBounds(values), [values]);
  const column = active === undefined ? undefined : columns[active];
  const said = (index: number) => saidOf(columns[index], values[index], measure);
  const at = active === undefined ? undefined : layout.at(active);

  const open = (index: number) => {
    const opened = columns[index];
    if (opened?.href) onOpen?.(opened);
  };

  return (
    <div>
      <div className={css.box} style={{ height: layout.height }}>
        <Days columns={columns} values={values} bounds={bounds} layout={layout} width={width} />
        {at && (
          <span
            className={css.cursor}
            style={{ left: at.x - 2, top: at.y - 2, width: layout.step + 2, height: layout.step + 2 }}
          />
        )}
        <Reader
          label={label}
          count={columns.length}
          active={active}
          steps={STEPS}
          indexAt={layout.indexAt}
          spoken={(index) => spokenLine(columns[index]?.label ?? '', columns[index]?.note, said(index))}
          onMove={move}
          onOpen={onOpen && open}
        />
        {column && at && isHere && active !== undefined && (
          <Tooltip
            title={column.label}
            note={column.note}
            said={said(active)}
            x={at.x}
            top={at.y + layout.step + 8}
            width={width}
          />
        )}
      </div>
      <HeatKey bounds={bounds} measure={measure} />
      <StateKey columns={columns} outlined />
    </div>
  );
}

function saidOf(column: Column | undefined, value: Figure, { name, format }: Measure): Said[] {
  return column && isKnown(column) ? [{ name, text: format(value), accent: 'energy' }] : [];
}

interface DaysProps {
  columns: Column[];
  values: Figure[];
  bounds: number[];
  layout: CalendarLayout;
  width: number;
}

const OUTLINED: State[] = ['provisional', 'partial', 'ahead'];

const Days = memo(function Days({ columns, values, bounds, layout, width }: DaysProps) {
  const hatch = useId();
  const { cell, at } = layout;
  const outline = (isDrawn: (column: Column) => unknown) =>
    columns.map((column, index) => (isDrawn(column) ? rectangle(at(index).x, at(index).y, cell, cell) : '')).join('');
  return (
    <svg className={css.plot} width={width} height={layout.height} aria-hidden="true">
      <Hatch id={hatch} />
      <Scaffold layout={layout} />
      <HeatCells
        cells={columns.map((_, index) => ({ ...at(index), value: values[index] }))}
        bounds={bounds}
        width={cell}
        height={cell}
      />
      <path d={outline(({ state }) => state === 'missing')} fill={`url(#${hatch})`} />
      {OUTLINED.map((state) => (
        <path key={state} className={css[state]} d={outline((column) => column.state === state)} />
      ))}
      <path className={css.present} d={outline(({ present }) => present)} />
    </svg>
  );
});

/** Weekdays, months and the lines between them. */
function Scaffold({ layout: { step, cell, tops, months } }: { layout: CalendarLayout }) {
  return (
    <>
      {tops.flatMap((top) =>
        [0, 2, 4].map((weekday) => (
          <text key={`${top} ${weekday}`} x={LEFT - 6} y={top + weekday * step + cell / 2} dy="0.35em" textAnchor="end">
            {WEEKDAYS[weekday]}
          </text>
        )),
      )}
      {months.map(({ name, x, y, border }) => (
        <g key={name}>
          <text x={x} y={y}>
            {shortMonth(name.slice(0, 7))}
          </text>
          <path className={css.border} d={border} />
        </g>
      ))}
    </>
  );
}
