import { memo, useId, useMemo, useState } from 'react';
import { useCrosshair } from './Crosshair';
import { Hatch } from './Hatch';
import { heatBounds } from './heat';
import { HeatCells } from './HeatCells';
import { HeatKey } from './HeatKey';
import { type HeatLayout, placeRows, ROW_PX } from './heatLayout';
import { StateKey } from './Legend';
import { Measured } from './Measured';
import { rectangle } from './paths';
import { Reader } from './Reader';
import { axisTicks, stretches } from './scales';
import { spokenLine, Tooltip } from './Tooltip';
import { type Column, type HeatRow, isKnown, type Measure, type State } from './types';
import css from './Heat.module.css';

export interface HeatMapProps {
  columns: Column[];
  /** The first `shown` of them are drawn; the colours are those of all. */
  rows: HeatRow[];
  measure: Measure;
  onOpen?: ((row: HeatRow) => void) | undefined;
}

interface Props extends HeatMapProps {
  label: string;
  shown: number;
}

/** Rows over an axis of time, each cell coloured by its value. */
export const HeatMap = (props: Props) => <Measured>{(width) => <Cells {...props} width={width} />}</Measured>;

function Cells({ label, shown, columns, rows, measure, onOpen, width }: Props & { width: number }) {
  const { active, isHere, move } = useCrosshair(columns);
  const [row, setRow] = useState(0);
  const drawn = useMemo(() => rows.slice(0, shown), [rows, shown]);
  const layout = useMemo(() => placeRows(columns.length, drawn.length, width), [columns, drawn, width]);
  const bounds = useMemo(() => heatBounds(rows.flatMap(({ values }) => values)), [rows]);
  const perRow = columns.length;

  const told = (index: number) => {
    const [place, column] = [drawn[Math.floor(index / perRow)], columns[index % perRow]];
    if (!place || !column) return undefined;
    const note = [column.label, ...(column.note ? [column.note] : [])].join(', ');
    return { title: place.label, note, said: isKnown(column) ? place.said(index % perRow) : [] };
  };
  const go = (index: number | undefined) => {
    if (index !== undefined) setRow(Math.floor(index / perRow));
    move(index === undefined ? undefined : index % perRow);
  };
  const open = (index: number) => {
    const opened = drawn[Math.floor(index / perRow)];
    if (opened?.href) onOpen?.(opened);
  };
  const here = isHere && active !== undefined ? row * perRow + active : undefined;
  const tip = here === undefined ? undefined : told(here);

  return (
    <div>
      <div className={css.box} style={{ height: layout.height }}>
        <RowNames rows={drawn} layout={layout} />
        <Rows columns={columns} rows={drawn} bounds={bounds} layout={layout} width={width} />
        {active !== undefined && <Cross layout={layout} column={active} row={isHere ? row : undefined} />}
        <Reader
          label={label}
          count={drawn.length * perRow}
          active={here}
          steps={{ ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }}
          indexAt={layout.indexAt}
          spoken={(index) => {
            const { title, note, said } = told(index) ?? { title: '', note: undefined, said: [] };
            return spokenLine(title, note, said);
          }}
          onMove={go}
          onOpen={onOpen && open}
        />
        {tip && active !== undefined && (
          <Tooltip {...tip} x={layout.x(active)} top={(row + 1) * ROW_PX + 8} width={width} />
        )}
      </div>
      <HeatKey bounds={bounds} measure={measure} />
      <StateKey columns={columns} outlined />
    </div>
  );
}

/** Beside the rows, for the eye: the slider speaks them. */
function RowNames({ rows, layout }: { rows: HeatRow[]; layout: HeatLayout }) {
  return (
    <ul className={css.names} aria-hidden="true">
      {rows.map(({ key, label, short, total }) => (
        <li key={key} style={{ height: ROW_PX, lineHeight: `${ROW_PX}px` }}>
          <span style={{ width: layout.left - 8 }}>{layout.right > 0 ? label : short}</span>
          {layout.right > 0 && <span style={{ width: layout.right }}>{total}</span>}
        </li>
      ))}
    </ul>
  );
}

interface RowsProps {
  columns: Column[];
  rows: HeatRow[];
  bounds: number[];
  layout: HeatLayout;
  width: number;
}

const OUTLINED: State[] = ['provisional', 'partial', 'ahead'];

const Rows = memo(function Rows({ columns, rows, bounds, layout, width }: RowsProps) {
  const hatch = useId();
  const { x, step, bottom } = layout;
  const over = (state: State) =>
    stretches(columns, state)
      .map(({ from, to }) => rectangle(x(from), 0, (to - from + 1) * step - 1, bottom - 2))
      .join('');
  const cells = rows.flatMap(({ values }, row) =>
    values.map((value, index) => ({ x: x(index), y: row * ROW_PX, value })),
  );
  return (
    <svg className={css.plot} width={width} height={layout.height} aria-hidden="true">
      <Hatch id={hatch} />
      <HeatCells cells={cells} bounds={bounds} width={step - Math.min(1, step / 8)} height={ROW_PX - 2} />
      <path d={over('missing')} fill={`url(#${hatch})`} />
      {OUTLINED.map((state) => (
        <path key={state} className={css[state]} d={over(state)} />
      ))}
      {axisTicks(columns, columns.length * step).map(({ index, text }) => (
        <text key={index} x={x(index)} y={layout.height - 6}>
          {text}
        </text>
      ))}
    </svg>
  );
});

/** The column pointed at anywhere on the page; here, the row too. */
function Cross({ layout, column, row }: { layout: HeatLayout; column: number; row: number | undefined }) {
  const { x, step, bottom } = layout;
  return (
    <>
      <span className={css.band} style={{ left: x(column), top: 0, width: step, height: bottom }} />
      {row !== undefined && (
        <span
          className={css.cursor}
          style={{ left: x(column) - 2, top: row * ROW_PX - 2, width: step + 4, height: ROW_PX + 2 }}
        />
      )}
    </>
  );
}
