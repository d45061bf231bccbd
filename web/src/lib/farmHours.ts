import { group } from 'd3-array';
import type { CurtailmentRow } from '../api/types';
import { type Column, type HeatRow, isKnown } from '../charts/types';
import { ENERGY } from './columns';
import { gbp, gbpPerMwh } from './format';
import { compareFigures, total } from './totals';

/** Farms by energy, each laid on the half hours: no row in a half hour that is known is a true zero. */
export function farmHours(columns: Column[], rows: CurtailmentRow[]): HeatRow[] {
  return [...group(rows, ({ farm }) => farm ?? '')]
    .map(([farm, own]) => ({ farm, own, energy: total(own.map((row) => row.curtailed_mwh)) }))
    .sort((a, b) => compareFigures(a.energy, b.energy, true))
    .map(({ farm, own, energy }) => {
      const laid = new Map(own.map((row) => [row.start_utc, row]));
      const at = (index: number) => laid.get(columns[index]?.key);
      return {
        key: farm,
        label: own[0]?.farm_name ?? farm,
        short: farm,
        total: ENERGY.format(energy),
        values: columns.map((column, index) => (isKnown(column) ? (at(index)?.curtailed_mwh ?? 0) : null)),
        said: (index: number) => said(at(index)),
      };
    });
}

function said(row: CurtailmentRow | undefined) {
  if (!row) return [{ name: ENERGY.name, text: ENERGY.format(0), accent: 'energy' as const }];
  return [
    { name: ENERGY.name, text: ENERGY.format(row.curtailed_mwh), accent: 'energy' as const },
    { name: 'Paid to the farm', text: gbp(row.payment_gbp), accent: 'money' as const },
    { name: 'For each MWh', text: gbpPerMwh(row.payment_gbp_per_mwh), accent: 'money' as const },
  ];
}
