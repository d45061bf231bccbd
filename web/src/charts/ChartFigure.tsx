import { useId, useState } from 'react';
import { type Csv, CsvLink } from '../components/CsvLink';
import { ChartTable } from './ChartTable';
import { PanelChart } from './PanelChart';
import type { Column, Panel } from './types';
import css from './ChartFigure.module.css';

interface Props {
  title: string;
  /** One sentence that says what the chart shows and what stands out. */
  description: string;
  /** What one column is: `Half hour`, `Day`. */
  heading: string;
  columns: Column[];
  panels: Panel[];
  csv: Csv;
  onOpen?: (column: Column) => void;
}

/** A chart with its name, its description and its table view. */
export function ChartFigure({ title, description, heading, columns, panels, csv, onOpen }: Props) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  return (
    <figure className={css.figure} aria-labelledby={id}>
      <figcaption className={css.caption}>
        <div>
          <h3 id={id}>{title}</h3>
          <p className={css.description}>{description}</p>
        </div>
        <div className={css.tools}>
          <CsvLink {...csv} of={title} />
          <button type="button" className={css.toggle} aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            Table view
          </button>
        </div>
      </figcaption>
      {isTable ? (
        <ChartTable caption={title} heading={heading} columns={columns} panels={panels} />
      ) : (
        <PanelChart label={`${title}: move along the chart`} columns={columns} panels={panels} onOpen={onOpen} />
      )}
    </figure>
  );
}
