import type { MiningRow } from '../api/types';
import { btcExact, gbpWhole, mwhExact } from '../lib/format';
import { type Csv, CsvLink } from './CsvLink';
import { FarmLink, PartyLink } from './OwnerLinks';
import css from './FarmRanking.module.css';

/** Farms by energy, the largest first, each with its bar. */
export function FarmRanking({ rows, caption, csv }: { rows: MiningRow[]; caption: string; csv: Csv }) {
  const most = Math.max(...rows.map((row) => row.curtailed_mwh ?? 0), 1e-9);
  return (
    <div>
      <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Wind farm unit</th>
              <th scope="col">Switched off, MWh</th>
              <th scope="col" className={css.barCell}>
                <span className="visually-hidden">Share of the largest</span>
              </th>
              <th scope="col">Paid, £</th>
              <th scope="col">Bitcoin, BTC</th>
              <th scope="col">Mining value, £</th>
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
                <td>{mwhExact(row.curtailed_mwh)}</td>
                <td className={css.barCell}>
                  <span style={{ width: `${((row.curtailed_mwh ?? 0) / most) * 100}%` }} />
                </td>
                <td>{gbpWhole(row.payment_gbp)}</td>
                <td>{btcExact(row.bitcoin_btc)}</td>
                <td>{gbpWhole(row.value_gbp)}</td>
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
