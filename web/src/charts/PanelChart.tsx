import { useMemo } from 'react';
import { useCrosshair } from './Crosshair';
import { PanelHead, StateKey } from './Legend';
import { Measured } from './Measured';
import { Marks, Plot } from './Plot';
import { Reader } from './Reader';
import { columnScale, MARGIN, placePanels } from './scales';
import { spokenLine, Tooltip } from './Tooltip';
import { type Column, isKnown, type Panel, type Said } from './types';
import css from './PanelChart.module.css';

interface Props {
  /** What the slider over the chart moves along, such as `Half hours of 1 April 2025`. */
  label: string;
  columns: Column[];
  panels: Panel[];
  onOpen?: ((column: Column) => void) | undefined;
}

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 6, PageDown: -6 };

/** Panels over one axis with one crosshair. */
export const PanelChart = (props: Props) => <Measured>{(width) => <Panels {...props} width={width} />}</Measured>;

function Panels({ label, columns, panels, onOpen, width }: Props & { width: number }) {
  const { active, isHere, move } = useCrosshair(columns);
  const layout = useMemo(() => placePanels(knownOnly(panels, columns)), [panels, columns]);
  const scale = useMemo(() => columnScale(columns.length, width), [columns, width]);
  const column = active === undefined ? undefined : columns[active];
  const open = (index: number) => {
    const opened = columns[index];
    if (opened?.href) onOpen?.(opened);
  };

  return (
    <div>
      <div className={css.box} style={{ height: layout.height }}>
        {layout.placed.map((panel) => (
          <PanelHead key={panel.unit} panel={panel} top={panel.top - MARGIN.title} />
        ))}
        <Plot columns={columns} layout={layout} scale={scale} width={width} />
        {active !== undefined && <Marks layout={layout} scale={scale} width={width} active={active} />}
        <Reader
          label={label}
          count={columns.length}
          active={active}
          steps={STEPS}
          indexAt={scale.indexAt}
          spoken={(index) => spoken(columns[index], index, panels)}
          onMove={move}
          onOpen={onOpen && open}
        />
        {column && isHere && active !== undefined && (
          <Tooltip
            title={column.label}
            note={column.note}
            said={saidOf(column, active, panels)}
            x={scale.centre(active)}
            width={width}
          />
        )}
      </div>
      <StateKey columns={columns} />
    </div>
  );
}

/** What is said of time ahead is no figure: neither drawn nor on the scale. */
const knownOnly = (panels: Panel[], columns: Column[]): Panel[] =>
  panels.map((panel) => ({
    ...panel,
    series: panel.series.map((series) => ({
      ...series,
      values: series.values.map((value, index) => (columns[index]?.state === 'ahead' ? null : value)),
    })),
  }));

function saidOf(column: Column, index: number, panels: Panel[]): Said[] {
  if (!isKnown(column)) return [];
  return panels.flatMap(({ series }) =>
    series.map(({ name, accent, values, format }) => ({ name, accent, text: format(values[index]) })),
  );
}

const spoken = (column: Column | undefined, index: number, panels: Panel[]) =>
  column ? spokenLine(column.label, column.note, saidOf(column, index, panels)) : '';
