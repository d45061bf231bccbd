import type { LeadPartyDetail } from '../../api/types';
import { FarmLink } from '../../components/OwnerLinks';
import { type Field, SortedTable } from '../../components/DataTable';
import { during } from '../../lib/dates';
import { CAPACITY, TOTALS } from '../../lib/register';
import css from '../Page.module.css';
import table from '../../components/Table.module.css';

type Unit = LeadPartyDetail['farms'][number];

const FIELDS: Field<Unit>[] = [
  {
    column: 'name',
    title: 'Wind farm unit',
    value: (unit) => unit.name ?? unit.farm,
    show: (unit) => (
      <>
        <FarmLink farm={unit.farm} name={unit.name} />
        <span className={table.note}>
          {unit.farm}, {during(unit.from, unit.to)}
        </span>
      </>
    ),
    isName: true,
  },
  ...TOTALS,
  CAPACITY,
];

/** The units of a lead party, each with its totals of the time that it was its own. */
export function Units({ party, name }: { party: LeadPartyDetail; name: string }) {
  return (
    <section className={css.section} aria-labelledby="units">
      <h2 id="units">Its wind farm units</h2>
      <SortedTable
        caption={`Wind farm units of ${name}`}
        rows={party.farms}
        fields={FIELDS}
        keyOf={({ farm, from }) => `${farm} ${from}`}
      />
    </section>
  );
}
