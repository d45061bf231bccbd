import { Link } from 'wouter';
import { btcExact, type Figure, gbpPerMwh, gbpWhole, mwhExact, usdWhole } from '../lib/format';
import { figure, type FigureColumn, type Figures, hasDollars } from '../lib/totals';
import type { Csv } from './CsvLink';
import { DataTable, type Field } from './DataTable';
import type { Anchor } from './MethodLink';
import css from './Table.module.css';

export interface FigureRow extends Figures {
  key: string;
  name: string;
  href?: string;
  note?: string;
}

const field = (
  column: FigureColumn,
  title: string,
  about: Anchor,
  format: (value: Figure) => string,
): Field<FigureRow> => ({
  column,
  title,
  about,
  value: (row) => figure(row, column),
  show: (row) => format(figure(row, column)),
});

const FIGURES = [
  field('curtailed_mwh', 'Switched off, MWh', 'curtailment', mwhExact),
  field('payment_gbp', 'Paid, £', 'payment', gbpWhole),
  field('payment_gbp_per_mwh', 'Paid, £/MWh', 'payment', gbpPerMwh),
  field('bitcoin_btc', 'Bitcoin, BTC', 'bitcoin', btcExact),
  field('value_gbp', 'Mining value, £', 'value', gbpWhole),
  field('value_gbp_per_mwh', 'Mining value, £/MWh', 'ratio', gbpPerMwh),
];

const DOLLARS = field('value_usd', 'Mining value, $', 'value', usdWhole);

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
  const dollars = hasDollars(props.rows) ? [DOLLARS] : [];
  return <DataTable {...props} fields={[name, ...FIGURES, ...dollars]} keyOf={({ key }) => key} />;
}
