import type { LifetimeTotals } from '../api/types';
import type { Field } from '../components/DataTable';
import { plainDate } from './dates';
import { type Figure, gbpWhole, megawatts, mwhInColumn } from './format';

const NONE = 'none';

export const CAPACITY: Field<{ generation_capacity_mw: Figure }> = {
  column: 'generation_capacity_mw',
  title: 'Capacity, MW',
  value: (row) => row.generation_capacity_mw,
  show: (row) => megawatts(row.generation_capacity_mw),
};

/** Without a record there is nothing to add up: that is told apart from a sum that is not known. */
export const TOTALS: Field<LifetimeTotals>[] = [
  {
    column: 'curtailed_mwh',
    title: 'Switched off, MWh',
    about: 'curtailment',
    value: (row) => row.curtailed_mwh,
    show: (row) => (row.records == null ? NONE : mwhInColumn(row.curtailed_mwh)),
  },
  {
    column: 'payment_gbp',
    title: 'Paid, £',
    about: 'payment',
    value: (row) => row.payment_gbp,
    show: (row) => (row.records == null ? NONE : gbpWhole(row.payment_gbp)),
  },
  {
    column: 'last_curtailment',
    title: 'Last switched off',
    value: (row) => row.last_curtailment ?? '',
    show: (row) => (row.last_curtailment ? plainDate(row.last_curtailment) : 'never'),
  },
];
