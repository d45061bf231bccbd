import type { Column, Panel } from '../charts/types';
import type { Coverage, DaySummary, MinerId, MiningRow, MonthSummary, Summary } from '../api/types';
import { coverageText, extent } from './coverage';
import { clock, daysOfMonth, halfHour, longMonth, monthsOfYear, shortDate, shortMonth } from './dates';
import { btc, type Figure, gbp, mwh, tick, tickGbp } from './format';
import { mined } from './sentence';

const STATES = { none: 'missing', partial: 'partial', complete: 'complete' } as const;
const MISSING_NOTE = 'not published, or not read yet';

function stateOf(coverage: Coverage | undefined): Pick<Column, 'state' | 'note'> {
  if (!coverage || extent(coverage) === 'none') return { state: 'missing', note: MISSING_NOTE };
  const isSettled = extent(coverage) === 'complete' && coverage.provisional === 0;
  return { state: STATES[extent(coverage)], ...(isSettled ? {} : { note: coverageText(coverage) }) };
}

export function halfHourColumns(rows: MiningRow[]): Column[] {
  return rows.map(({ start_utc = '', settlement_period, coverage }) => {
    const time = clock(start_utc);
    const { state, note } = stateOf(coverage);
    return {
      key: start_utc,
      label: `${halfHour(start_utc)}, period ${settlement_period}`,
      ...(/^(00|03|06|09|12|15|18|21):00$/.test(time) ? { tick: time } : {}),
      state,
      ...(state === 'missing' ? { note } : coverage.provisional > 0 ? { note: 'provisional' } : {}),
    };
  });
}

export function dayColumns(month: string, rows: DaySummary[], href: (path: string) => string): Column[] {
  const known = new Map(rows.map((row) => [row.date, row]));
  return daysOfMonth(month).map((date) => ({
    key: date,
    label: shortDate(date),
    tick: String(Number(date.slice(8))),
    href: href(`/day/${date}`),
    ...stateOf(known.get(date)?.coverage),
  }));
}

export function monthColumns(year: string, rows: MonthSummary[], href: (path: string) => string): Column[] {
  const known = new Map(rows.map((row) => [row.month, row]));
  return monthsOfYear(year).map((month) => ({
    key: month,
    label: longMonth(month),
    tick: shortMonth(month),
    href: href(`/month/${month}`),
    ...stateOf(known.get(month)?.coverage),
  }));
}

interface Figures {
  energy: Figure[];
  bitcoin: Figure[];
  diluted: Figure[];
  payment: Figure[];
  value: Figure[];
}

export const halfHourFigures = (rows: MiningRow[]): Figures => ({
  energy: rows.map((row) => row.curtailed_mwh),
  bitcoin: rows.map((row) => row.bitcoin_btc),
  diluted: rows.map((row) => row.bitcoin_diluted_btc),
  payment: rows.map((row) => row.payment_gbp),
  value: rows.map((row) => row.value_gbp),
});

/** Summaries laid on their columns, whatever the answer leaves out. */
export function summaryFigures<T extends Summary>(
  columns: Column[],
  rows: T[],
  key: (row: T) => string,
  miner: MinerId,
): Figures {
  const known = new Map(rows.map((row) => [key(row), row]));
  const laid = columns.map((column) => known.get(column.key));
  const mining = laid.map((row) => row && mined(row, miner));
  return {
    energy: laid.map((row) => row?.curtailed_mwh),
    bitcoin: mining.map((figures) => figures?.bitcoin_btc),
    diluted: mining.map((figures) => figures?.bitcoin_diluted_btc),
    payment: laid.map((row) => row?.payment_gbp),
    value: mining.map((figures) => figures?.value_gbp),
  };
}

const withUnit = (format: (value: Figure) => string, unit: string) => (value: Figure) =>
  value == null ? format(value) : `${format(value)} ${unit}`;

/** Energy above, Bitcoin below it, and the two amounts of money that the whole question is about. */
export function panels(
  { energy, bitcoin, diluted, payment, value }: Figures,
  heights: [number, number, number],
): Panel[] {
  return [
    {
      unit: 'MWh',
      height: heights[0],
      tick,
      series: [
        { name: 'Energy switched off', kind: 'bar', accent: 'energy', values: energy, format: withUnit(mwh, 'MWh') },
      ],
    },
    {
      unit: 'BTC',
      height: heights[1],
      tick,
      series: [
        {
          name: 'Minable Bitcoin',
          kind: 'line',
          accent: 'bitcoin',
          values: bitcoin,
          format: withUnit(btc, 'BTC'),
        },
        {
          name: 'As a fleet',
          kind: 'dashes',
          accent: 'bitcoin',
          values: diluted,
          format: withUnit(btc, 'BTC'),
        },
      ],
    },
    {
      unit: '£',
      height: heights[2],
      tick: tickGbp,
      series: [
        { name: 'Paid to wind farms', kind: 'bar', accent: 'money', values: payment, format: gbp },
        { name: 'Mining value', kind: 'line', accent: 'bitcoin', values: value, format: gbp },
      ],
    },
  ];
}

/** The largest column in words, for a chart's description. */
export function peak(columns: Column[], values: Figure[]): string {
  let best: number | undefined;
  values.forEach((value, index) => {
    if (value != null && value > (best === undefined ? 0 : (values[best] ?? 0))) best = index;
  });
  const column = best === undefined ? undefined : columns[best];
  if (column && best !== undefined) return `The most was ${mwh(values[best])} MWh, ${column.label}.`;
  return values.some((value) => value === 0) ? 'Nothing was switched off: true zeros, not gaps.' : '';
}
