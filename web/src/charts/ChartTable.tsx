import { Link } from 'wouter';
import css from './ChartTable.module.css';

export interface TableRow {
  key: string;
  label: string;
  note?: string | undefined;
  href?: string | undefined;
  cells: string[];
}

interface Props {
  caption: string;
  /** The names of the columns, that of the rows first. */
  head: string[];
  rows: TableRow[];
}

/** A chart's figures as a table: the same steps, the same gaps. */
export function ChartTable({ caption, head, rows }: Props) {
  return (
    <div className={`scrolls ${css.scroll}`} role="region" aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, note, href, cells }) => (
            <tr key={key}>
              <th scope="row">
                {href ? <Link href={href}>{label}</Link> : label}
                {note && <span className={css.note}>{note}</span>}
              </th>
              {cells.map((text, index) => (
                <td key={head[index + 1]}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
