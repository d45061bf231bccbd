import { revisionsQuery, useRevisions } from '../../api/upkeep';
import type { Revision } from '../../api/types';
import { DataTable, type Field } from '../../components/DataTable';
import { DateLink } from '../../components/DateLink';
import { Loaded } from '../../components/Loaded';
import type { Anchor } from '../../components/MethodLink';
import { Block } from '../../components/Skeleton';
import { addDays } from '../../lib/dates';
import { count, type Figure, gbp, mwhExact } from '../../lib/format';
import { definitionName } from '../../lib/names';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { momentOr } from './words';

/** What the API gives at once. */
const MOST_DAYS = 3660;

const figure = (
  column: keyof Revision,
  title: string,
  about: Anchor,
  format: (value: Figure) => string,
): Field<Revision> => ({
  column,
  title,
  about,
  value: (row) => row[column] as Figure,
  show: (row) => format(row[column] as Figure),
});

const FIELDS: Field<Revision>[] = [
  { column: 'date', title: 'Day', value: ({ date }) => date, show: ({ date }) => <DateLink date={date} /> },
  {
    column: 'revised_at',
    title: 'Read again',
    about: 'freshness',
    value: (row) => row.revised_at,
    show: (row) => momentOr(row.revised_at, ''),
    isName: true,
  },
  {
    column: 'settlement_periods',
    title: 'Half hours changed',
    about: 'freshness',
    value: (row) => row.settlement_periods.join(' '),
    show: (row) => count(row.settlement_periods.length),
  },
  figure('old_curtailed_mwh', 'MWh before', 'curtailment', mwhExact),
  figure('new_curtailed_mwh', 'MWh after', 'curtailment', mwhExact),
  figure('old_payment_gbp', 'Paid before', 'payment', gbp),
  figure('new_payment_gbp', 'Paid after', 'payment', gbp),
];

/** What Elexon changed after a day had first been complete: nothing is rewritten in silence. */
export function Revisions({ from, to }: { from: string; to: string }) {
  const { definition } = useView();
  const earliest = addDays(to, 1 - MOST_DAYS);
  const range = [from > earliest ? from : earliest, to] as const;
  return (
    <section className={css.section} aria-labelledby="revisions">
      <h2 id="revisions">Revisions</h2>
      <p className={css.lead}>
        Days that Elexon changed after they had first been complete here, with their totals before and after, counting{' '}
        {definitionName(definition)}.
      </p>
      <Loaded query={useRevisions(...range, definition)} what="The revisions" skeleton={<Block height="12rem" />}>
        {({ data }) =>
          data.length > 0 ? (
            <DataTable
              caption="Revisions of complete days"
              rows={[...data].reverse()}
              fields={FIELDS}
              keyOf={({ date, run_id }) => `${date} ${run_id}`}
              csv={{ path: '/revisions', query: revisionsQuery(...range, definition) }}
            />
          ) : (
            <p className={css.lead}>No complete day has changed.</p>
          )
        }
      </Loaded>
    </section>
  );
}
