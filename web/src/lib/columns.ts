import type { Column, Measure, Panel } from '../charts/types';
import type { Coverage, MinerId, MiningRow, Summary } from '../api/types';
import { coverageText, extent } from './coverage';
import {
  clock,
  daysOfMonth,
  halfHour,
  londonToday,
  longMonth,
  monthOf,
  monthsOfYear,
  shortDate,
  shortMonth,
} from './dates';
import { btc, type Figure, gbp, gbpPerMwh, mwh, tick, tickGbp } from './format';
import { kindOf } from './period';
import { mined } from './sentence';

const MISSING_NOTE = 'not published, or not read yet';

type Known = Pick<Column, 'state' | 'note'>;

function knownFrom(coverage: Coverage | undefined): Known {
  if (!coverage || extent(coverage) === 'none') return { state: 'missing', note: MISSING_NOTE };
  if (extent(coverage) === 'partial') return { state: 'partial', note: coverageText(coverage) };
  return coverage.provisional > 0 ? { state: 'provisional', note: coverageText(coverage) } : { state: 'complete' };
}

/** `current` is the period of this kind that the present lies in, and `present` what it is called. */
function periodState(period: string, coverage: Coverage | undefined, current: string, present: string) {
  if (period > current) return { state: 'ahead', note: 'lies ahead' } as const;
  if (period < current) return knownFrom(coverage);
  const { state, note } = knownFrom(coverage);
  return { state, present, note: note ? `${present}, so far: ${note}` : present };
}

const HALF_HOUR_MS = 1_800_000;

function halfHourState(startUtc: string, coverage: Coverage): Known & Pick<Column, 'present'> {
  const age = Date.now() - Date.parse(startUtc);
  if (age < 0) return { state: 'ahead', note: 'lies ahead' };
  const known = knownFrom(coverage);
  const said = known.state === 'provisional' ? { state: known.state, note: 'provisional' } : known;
  return age < HALF_HOUR_MS ? { ...said, present: 'now' } : said;
}

/** Every third hour of the local clock, where a half hour begins on it. */
function hourTick(startUtc: string): Pick<Column, 'tick'> {
  if (startUtc.slice(14, 16) !== '00') return {};
  const time = clock(startUtc);
  return Number(time.slice(0, 2)) % 3 === 0 ? { tick: time } : {};
}

export function halfHourColumns(rows: MiningRow[]): Column[] {
  return rows.map(({ start_utc = '', settlement_period, coverage }) => ({
    key: start_utc,
    get label() {
      return `${halfHour(start_utc)}, period ${settlement_period}`;
    },
    ...hourTick(start_utc),
    ...halfHourState(start_utc, coverage),
  }));
}

type Href = (path: string) => string;

/** Any run of days; rows may leave days out. */
export function dayColumns(dates: string[], rows: { date?: string; coverage: Coverage }[], href: Href): Column[] {
  const known = new Map(rows.map((row) => [row.date, row]));
  const today = londonToday();
  return dates.map((date) => ({
    key: date,
    label: shortDate(date),
    tick: String(Number(date.slice(8))),
    href: href(`/day/${date}`),
    ...periodState(date, known.get(date)?.coverage, today, 'today'),
  }));
}

/** Longer than a year, each January says which year begins; longer than two, nothing else fits. */
function monthTick(month: string, length: number): { tick?: string } {
  if (length > 12 && month.endsWith('-01')) return { tick: month.slice(0, 4) };
  return length > 24 ? {} : { tick: shortMonth(month) };
}

/** Any run of months. */
export function monthColumns(months: string[], rows: { month?: string; coverage: Coverage }[], href: Href): Column[] {
  const known = new Map(rows.map((row) => [row.month, row]));
  const current = monthOf(londonToday());
  return months.map((month) => ({
    key: month,
    label: longMonth(month),
    ...monthTick(month, months.length),
    href: href(`/month/${month}`),
    ...periodState(month, known.get(month)?.coverage, current, 'this month'),
  }));
}

/** The steps that a day, a month or a year is shown by. */
export function timeColumns(period: string, rows: MiningRow[], href: Href): Column[] {
  if (kindOf(period) === 'day') return halfHourColumns(rows);
  return kindOf(period) === 'month'
    ? dayColumns(daysOfMonth(period), rows, href)
    : monthColumns(monthsOfYear(period), rows, href);
}

interface Figures {
  energy: Figure[];
  bitcoin: Figure[];
  /** Not of one farm or company: each is small beside the network. */
  diluted?: Figure[];
  payment: Figure[];
  value: Figure[];
}

export const halfHourFigures = (rows: MiningRow[]): Figures => ({
  ...ownFigures(rows),
  diluted: rows.map((row) => row.bitcoin_diluted_btc),
});

/** Of one farm or company. */
export const ownFigures = (rows: (MiningRow | undefined)[]): Figures => ({
  energy: rows.map((row) => row?.curtailed_mwh),
  bitcoin: rows.map((row) => row?.bitcoin_btc),
  payment: rows.map((row) => row?.payment_gbp),
  value: rows.map((row) => row?.value_gbp),
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

export const ENERGY: Measure = {
  name: 'Energy switched off',
  about: 'curtailment',
  unit: 'MWh',
  format: withUnit(mwh, 'MWh'),
};

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
      series: [{ ...ENERGY, kind: 'bar', accent: 'energy', values: energy }],
    },
    {
      unit: 'BTC',
      height: heights[1],
      tick,
      series: [
        {
          name: 'Minable Bitcoin',
          about: 'bitcoin',
          kind: 'line',
          accent: 'bitcoin',
          values: bitcoin,
          format: withUnit(btc, 'BTC'),
        },
        ...(diluted
          ? [
              {
                name: 'As a fleet',
                about: 'dilution',
                kind: 'dashes',
                accent: 'bitcoin',
                values: diluted,
                format: withUnit(btc, 'BTC'),
              } as const,
            ]
          : []),
      ],
    },
    {
      unit: '£',
      height: heights[2],
      tick: tickGbp,
      series: [
        { name: 'Paid to wind farms', about: 'payment', kind: 'bar', accent: 'money', values: payment, format: gbp },
        { name: 'Mining value', about: 'value', kind: 'line', accent: 'bitcoin', values: value, format: gbp },
      ],
    },
  ];
}

/** What was switched off beside what was generated, on one scale. */
export const windPanel = (energy: Figure[], generated: Figure[], height: number): Panel => ({
  unit: 'MWh',
  height,
  tick,
  series: [
    { ...ENERGY, name: 'Switched off', kind: 'bar', accent: 'energy', values: energy },
    {
      name: 'Generated',
      about: 'wind',
      kind: 'line',
      accent: 'money',
      values: generated,
      format: ENERGY.format,
    },
  ],
});

/** What was paid for a MWh not made, and what mining would have made of it, on one scale. */
export const perMwhPanel = (paid: Figure[], earned: Figure[], height: number): Panel => ({
  unit: '£/MWh',
  height,
  tick: tickGbp,
  series: [
    { name: 'Paid, £/MWh', about: 'payment', kind: 'line', accent: 'money', values: paid, format: gbpPerMwh },
    {
      name: 'Mining value, £/MWh',
      about: 'ratio',
      kind: 'line',
      accent: 'bitcoin',
      values: earned,
      format: gbpPerMwh,
    },
  ],
});

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
