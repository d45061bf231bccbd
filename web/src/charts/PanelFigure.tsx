import type { Csv } from '../components/CsvLink';
import { ChartFigure } from './ChartFigure';
import { ChartTable } from './ChartTable';
import { PanelChart } from './PanelChart';
import { type Column, isKnown, type Panel, unknownText } from './types';

interface Props {
  title: string;
  description: string;
  /** What one column is: `Half hour`, `Day`. */
  heading: string;
  columns: Column[];
  panels: Panel[];
  csv: Csv;
  onOpen?: ((column: Column) => void) | undefined;
}

/** Bars and lines over a common axis of time. */
export function PanelFigure({ title, description, heading, columns, panels, csv, onOpen }: Props) {
  const series = panels.flatMap((panel) => panel.series);
  const rows = () =>
    columns.map((column, index) => ({
      ...column,
      cells: series.map(({ values, format }) => (isKnown(column) ? format(values[index]) : unknownText(column))),
    }));
  return (
    <ChartFigure
      title={title}
      description={description}
      csv={csv}
      chart={<PanelChart label={`${title}: move along the chart`} columns={columns} panels={panels} onOpen={onOpen} />}
      table={() => <ChartTable caption={title} head={[heading, ...series.map(({ name }) => name)]} rows={rows()} />}
    />
  );
}
