import type { MiningRow } from '../api/types';
import { btcInColumn, type Figure, gbpWhole, mwhInColumn } from '../lib/format';
import { type Csv, CsvLink } from './CsvLink';
import { MethodLink } from './MethodLink';
import { FarmLink, PartyLink } from './OwnerLinks';
import css from './FarmRanking.module.css';

/** The farms with the most energy, each with what it was paid and what mining would have made of it, on one scale. */
export function FarmRanking({ rows, caption, csv }: { rows: MiningRow[]; caption: string; csv: Csv }) {
  const most = Math.max(...rows.flatMap((row) => [row.payment_gbp ?? 0, row.value_gbp ?? 0]), 1e-9);
  return (
    <div>
      <div className="scrolls" role="region" aria-label={caption} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Wind farm unit</th>
              <th scope="col">
                <MethodLink about="curtailment">Switched off, MWh</MethodLink>
              </th>
              <th scope="col">
                <MethodLink about="bitcoin">Bitcoin, BTC</MethodLink>
              </th>
              <th scope="col" className={css.money}>
                <MethodLink about="payment">Paid, £</MethodLink>
              </th>
              <th scope="col" className={css.bitcoin}>
                <MethodLink about="value">Mining value, £</MethodLink>
              </th>
              <th scope="col" className={css.barCell}>
                <span className="visually-hidden">Side by side</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.farm}>
                <th scope="row">
                  <FarmLink farm={row.farm} name={row.farm_name} />
                  <span>
                    <PartyLink party={row.lead_party} />
                  </span>
                </th>
                <td data-unit="MWh">{mwhInColumn(row.curtailed_mwh)}</td>
                <td data-unit="BTC">{btcInColumn(row.bitcoin_btc)}</td>
                <td data-name="Paid">{gbpWhole(row.payment_gbp)}</td>
                <td data-name="Mining">{gbpWhole(row.value_gbp)}</td>
                <td className={css.barCell}>
                  <Bar amount={row.payment_gbp} most={most} accent={css.paid} />
                  <Bar amount={row.value_gbp} most={most} accent={css.mining} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css.tools}>
        <CsvLink {...csv} of={caption} />
      </p>
    </div>
  );
}

/** Nothing where the farm paid back or the figure is not known. */
const Bar = ({ amount, most, accent }: { amount: Figure; most: number; accent: string | undefined }) => (
  <span className={accent} style={{ width: `${(Math.max(0, amount ?? 0) / most) * 100}%` }} />
);
