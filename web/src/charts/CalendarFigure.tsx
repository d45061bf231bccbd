import type { Csv } from '../components/CsvLink';
import type { Figure } from '../lib/format';
import { Calendar } from './Calendar';
import { ChartFigure } from './ChartFigure';
import { ChartTable } from './ChartTable';
import { type Column, isKnown, type Measure, unknownText } from './types';

interface Props {
  title: string;
  description: string;
  /** The days of one year, from the first of January on. */
  columns: Column[];
  values: Figure[];
  measure: Measure;
  csv: Csv;
  onOpen?: (column: Column) => void;
}

/** A year of days as a calendar, coloured by one figure. */
export function CalendarFigure({ title, description, columns, values, measure, csv, onOpen }: Props) {
  const rows = () =>
    columns.map((column, index) => ({
      ...column,
      cells: [isKnown(column) ? measure.format(values[index]) : unknownText(column)],
    }));
  return (
    <ChartFigure
      title={title}
      description={description}
      csv={csv}
      chart={
        <Calendar
          label={`${title}: move by day and week`}
          columns={columns}
          values={values}
          measure={measure}
          onOpen={onOpen}
        />
      }
      table={() => <ChartTable caption={title} head={['Day', measure.name]} rows={rows()} />}
    />
  );
}
