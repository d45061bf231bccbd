import { useState } from 'react';
import type { Csv } from '../components/CsvLink';
import { ChartFigure } from './ChartFigure';
import { ChartTable } from './ChartTable';
import { HeatMap, type HeatMapProps } from './HeatMap';
import { isKnown, unknownText } from './types';
import css from './Heat.module.css';

interface Props extends HeatMapProps {
  title: string;
  description: string;
  /** What a row is, and many of them: `Wind farm unit`, `wind farm units`. */
  heading: string;
  plural: string;
  csv: Csv;
}

const FEW = 12;

/** A heat map of the largest rows, opening to all of them. */
export function HeatFigure({ title, description, heading, plural, csv, ...map }: Props) {
  const [isWhole, setIsWhole] = useState(false);
  const { columns, rows, measure } = map;
  const tableRows = () =>
    rows.map(({ key, label, href, total, values }) => ({
      key,
      label,
      href,
      cells: [
        total,
        ...columns.map((column, index) => (isKnown(column) ? measure.format(values[index]) : unknownText(column))),
      ],
    }));
  return (
    <ChartFigure
      title={title}
      description={description}
      csv={csv}
      chart={
        <>
          <HeatMap label={`${title}: move by time and row`} shown={isWhole ? rows.length : FEW} {...map} />
          {rows.length > FEW && (
            <button
              type="button"
              className={`pill ${css.more}`}
              aria-expanded={isWhole}
              onClick={() => setIsWhole(!isWhole)}
            >
              {isWhole ? `Show the ${FEW} largest` : `Show all ${rows.length} ${plural}`}
            </button>
          )}
        </>
      }
      table={() => (
        <ChartTable
          caption={title}
          head={[heading, 'In all', ...columns.map((column) => column.label)]}
          rows={tableRows()}
        />
      )}
    />
  );
}
