import { Link } from 'wouter';
import type { Column, Panel } from './types';
import css from './ChartTable.module.css';

interface Props {
  caption: string;
  heading: string;
  columns: Column[];
  panels: Panel[];
}

/** The chart's figures as a table: the same columns, the same gaps. */
export function ChartTable({ caption, heading, columns, panels }: Props) {
  const series = panels.flatMap((panel) => panel.series);
  return (
    <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column, index) => (
            <tr key={column.key}>
              <th scope="row">
                {column.href ? <Link href={column.href}>{column.label}</Link> : column.label}
                {column.note && <span className={css.note}>{column.note}</span>}
              </th>
              {series.map(({ name, values, format }) => (
                <td key={name}>{column.state === 'missing' ? 'no data' : format(values[index])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
