import { CsvFile } from '../../components/CsvFile';
import { MethodLink } from '../../components/MethodLink';
import type { Coverage } from '../../api/types';
import { coverageText } from '../../lib/coverage';
import { type Figure, gbpPerMwh, usd } from '../../lib/format';
import type { Phrase } from '../../lib/sentence';
import { figure, type Figures, perMwh } from '../../lib/totals';
import { verdict } from '../../lib/verdict';
import tables from '../../components/Table.module.css';
import css from '../Miners.module.css';

const TIMES = ['day', 'year'] as const;
type Each<T> = Record<(typeof TIMES)[number], T>;

/** One machine with the figures of the day and of the year. */
export interface Machine extends Each<Figures> {
  key: string;
  name: string;
  joules_per_th: number;
  note: string;
}

interface Props {
  caption: string;
  rows: Machine[];
  /** To wind farms to stop, £/MWh. */
  paid: Each<Figure>;
  titles: Each<string>;
}

const earned = (figures: Figures) => figure(figures, 'value_gbp_per_mwh');

/** £/MWh by machine beside what was paid, with a verdict in words under each name: narrow enough for any screen. */
export function MinersTable({ caption, rows, paid, titles }: Props) {
  const all = TIMES.flatMap((time) => [paid[time], ...rows.map((row) => earned(row[time]))]);
  const most = Math.max(1e-9, ...all.map((amount) => amount ?? 0));
  return (
    <div>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <MethodLink about="ratio">£ for each MWh</MethodLink>
            </th>
            {TIMES.map((time) => (
              <th key={time} scope="col">
                {titles[time]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className={css.paid}>
            <th scope="row">
              <MethodLink about="payment">Paid to wind farms to stop</MethodLink>
            </th>
            {TIMES.map((time) => (
              <Amount key={time} amount={paid[time]} most={most} />
            ))}
          </tr>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name} <span className={css.joules}>{row.joules_per_th.toFixed(1)} J/TH</span>
                <span className={css.verdict}>{verdict(earned(row.day), paid.day)}</span>
                <span>{row.note}</span>
              </th>
              {TIMES.map((time) => (
                <Amount key={time} amount={earned(row[time])} most={most} figures={row[time]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={tables.tools}>
        <CsvFile {...sheetOf(caption, rows, paid)} of={caption} />
      </p>
    </div>
  );
}

function Amount({ amount, most, figures }: { amount: Figure; most: number; figures?: Figures }) {
  const dollars = figures && perMwh(figures.value_usd, figures.curtailed_mwh);
  return (
    <td>
      {gbpPerMwh(amount)}
      {dollars != null && <span className={css.dollars}>{usd(dollars)}</span>}
      <span className={css.bar} aria-hidden="true">
        <span style={{ width: `${(Math.max(0, amount ?? 0) / most) * 100}%` }} />
      </span>
    </td>
  );
}

const sheetOf = (caption: string, rows: Machine[], paid: Each<Figure>) => ({
  file: `windfall ${caption}`.replace(/[^a-zA-Z0-9]+/g, '-'),
  names: ['miner', 'joules_per_th', 'day_gbp_per_mwh', 'year_gbp_per_mwh', 'verdict'],
  rows: [
    ['paid to wind farms', null, paid.day, paid.year, null],
    ...rows.map((row) => [
      row.name,
      row.joules_per_th,
      earned(row.day),
      earned(row.year),
      verdict(earned(row.day), paid.day),
    ]),
  ],
});

/** How many machines beat the payment: `On 1 April 2025, 5 of 7 machines would have earned more …`. */
export function machineSentence(when: string, rows: Machine[], paid: Figure, year?: Coverage): Phrase[] {
  const amounts = rows.map((row) => earned(year ? row.year : row.day));
  const known = amounts.filter((amount) => amount != null);
  const basis = year ? ` (${coverageText(year)})` : '';
  if (rows[0]?.[year ? 'year' : 'day'].curtailed_mwh === 0)
    return [{ text: `${when}${basis}, Britain switched off no wind power: a true zero, not a gap.` }];
  if (paid == null || known.length === 0)
    return [{ text: `${when}${basis}, the payment or the mining value of a MWh is not known.` }];
  const more = known.filter((amount) => amount > paid).length;
  return [
    { text: `${when}${basis}, ` },
    { text: `${more} of ${known.length} machines`, accent: 'bitcoin', about: 'miners' },
    { text: ' would have ' },
    { text: 'earned more', about: 'ratio' },
    { text: ' than the ' },
    { text: gbpPerMwh(paid), accent: 'money', about: 'payment' },
    { text: ' that wind farms were paid for each MWh to stop.' },
  ];
}
