import type { ReactNode } from 'react';
import { btcExact, type Figure, gbpPerMwh, gbpWhole, mwhExact } from '../lib/format';
import { figure, type FigureColumn, type Figures } from '../lib/totals';
import { type Anchor, MethodLink } from './MethodLink';
import css from './Table.module.css';

const COLUMNS: { column: FigureColumn; title: string; about: Anchor; format: (value: Figure) => string }[] = [
  { column: 'curtailed_mwh', title: 'Switched off, MWh', about: 'curtailment', format: mwhExact },
  { column: 'payment_gbp', title: 'Paid, £', about: 'payment', format: gbpWhole },
  { column: 'payment_gbp_per_mwh', title: 'Paid, £/MWh', about: 'payment', format: gbpPerMwh },
  { column: 'bitcoin_btc', title: 'Bitcoin, BTC', about: 'bitcoin', format: btcExact },
  { column: 'value_gbp', title: 'Mining value, £', about: 'value', format: gbpWhole },
  { column: 'value_gbp_per_mwh', title: 'Mining value, £/MWh', about: 'ratio', format: gbpPerMwh },
];

export interface FigureRow extends Figures {
  key: string;
  name: ReactNode;
  note?: string;
}

/** Energy, payment and mining side by side, a row a thing; each column leads to its definition. */
export function FigureTable({ caption, heading, rows }: { caption: string; heading: string; rows: FigureRow[] }) {
  return (
    <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {COLUMNS.map(({ column, title, about }) => (
              <th key={column} scope="col">
                <MethodLink about={about}>{title}</MethodLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                {row.note && <span className={css.note}>{row.note}</span>}
              </th>
              {COLUMNS.map(({ column, format }) => (
                <td key={column}>{format(figure(row, column))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
