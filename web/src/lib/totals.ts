import type { MiningRow } from '../api/types';
import type { Figure } from './format';

/** A total of which one part is unknown is unknown. */
export function total(values: Figure[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value == null) return null;
    sum += value;
  }
  return sum;
}

export function perMwh(amount: Figure, energy: Figure): number | null {
  return amount == null || !energy ? null : amount / energy;
}

export interface Figures {
  curtailed_mwh: Figure;
  payment_gbp: Figure;
  bitcoin_btc: Figure;
  value_gbp: Figure;
  /** Where dollars were asked for. */
  value_usd?: Figure;
}

export interface Party extends Figures {
  lead_party: string | null;
  farms: MiningRow[];
}

const FIGURES = ['curtailed_mwh', 'payment_gbp', 'bitcoin_btc', 'value_gbp'] as const;

/** Farms under the company that led them that day; farms of an unknown party are a group of their own. */
export function byParty(rows: MiningRow[]): Party[] {
  const groups = new Map<string | null, MiningRow[]>();
  for (const row of rows) {
    const party = row.lead_party ?? null;
    groups.set(party, [...(groups.get(party) ?? []), row]);
  }
  return [...groups].map(([lead_party, farms]) => ({ lead_party, farms, ...sumOf(farms) }));
}

export function sumOf(rows: Figures[]): Figures {
  const names = hasDollars(rows) ? ([...FIGURES, 'value_usd'] as const) : FIGURES;
  return Object.fromEntries(names.map((name) => [name, total(rows.map((row) => row[name]))])) as unknown as Figures;
}

export const hasDollars = (rows: Figures[]) => rows.some(({ value_usd }) => value_usd !== undefined);

/** The sum of what is known: rows without any known half hour have no figures to add, and the coverage tells of them. */
export function sumOfKnown(rows: MiningRow[]): Figures {
  const known = rows.filter(({ coverage }) => coverage.complete > 0);
  return known.length > 0
    ? sumOf(known)
    : { curtailed_mwh: null, payment_gbp: null, bitcoin_btc: null, value_gbp: null };
}

export type FigureColumn = keyof Figures | 'payment_gbp_per_mwh' | 'value_gbp_per_mwh';

export function figure(row: Figures, column: FigureColumn): Figure {
  if (column === 'payment_gbp_per_mwh') return perMwh(row.payment_gbp, row.curtailed_mwh);
  if (column === 'value_gbp_per_mwh') return perMwh(row.value_gbp, row.curtailed_mwh);
  return row[column];
}

/** Unknown figures come last in either direction. */
export function compareFigures(a: Figure, b: Figure, descending: boolean): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return descending ? b - a : a - b;
}
