import { Link } from 'wouter';
import { DOLLARS, type FigureField, FIGURES } from '../lib/figures';
import { figure, type Figures, hasDollars } from '../lib/totals';
import type { Csv } from './CsvLink';
import { DataTable, type Field } from './DataTable';
import css from './Table.module.css';

export interface FigureRow extends Figures {
  key: string;
  name: string;
  href?: string;
  note?: string;
}

const asField = ({ column, title, about, format }: FigureField): Field<FigureRow> => ({
  column,
  title,
  about,
  value: (row) => figure(row, column),
  show: (row) => format(figure(row, column)),
});

interface Props {
  caption: string;
  heading: string;
  rows: FigureRow[];
  csv?: Csv;
}

/** Energy, payment and mining side by side, a row a thing; each column leads to its definition. */
export function FigureTable({ heading, ...props }: Props) {
  const name: Field<FigureRow> = {
    column: 'name',
    title: heading,
    value: (row) => row.name,
    show: (row) => (
      <>
        {row.href ? <Link href={row.href}>{row.name}</Link> : row.name}
        {row.note && <span className={css.note}>{row.note}</span>}
      </>
    ),
  };
  const figures = hasDollars(props.rows) ? [...FIGURES, DOLLARS] : FIGURES;
  return <DataTable {...props} fields={[name, ...figures.map(asField)]} keyOf={({ key }) => key} />;
}
