import { type ReactNode, useId, useState } from 'react';
import { type Csv, CsvLink } from '../components/CsvLink';
import css from './ChartFigure.module.css';

interface Props {
  title: string;
  /** One sentence that says what the chart shows and what stands out. */
  description: string;
  csv: Csv;
  chart: ReactNode;
  table: () => ReactNode;
}

/** A chart with its name, its description, its file and its table view. */
export function ChartFigure({ title, description, csv, chart, table }: Props) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  return (
    <figure className={css.figure} aria-labelledby={id} aria-describedby={`${id}-said`}>
      <figcaption className={css.caption}>
        <div>
          <h3 id={id}>{title}</h3>
          <p id={`${id}-said`} className={css.description}>
            {description}
          </p>
        </div>
        <div className={css.tools}>
          <CsvLink {...csv} of={title} />
          <button type="button" className="pill" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
            Table view
          </button>
        </div>
      </figcaption>
      {isTable ? table() : chart}
    </figure>
  );
}
