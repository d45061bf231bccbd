import type { ReactNode } from 'react';
import { useStatus } from '../api/queries';
import type { Status as State } from '../api/types';
import { DataTable, type Field } from '../components/DataTable';
import { DateLink } from '../components/DateLink';
import { Loaded } from '../components/Loaded';
import { MethodLink } from '../components/MethodLink';
import { Notice } from '../components/Notice';
import { Block } from '../components/Skeleton';
import { count, plural } from '../lib/format';
import { useTitle } from '../lib/useTitle';
import css from './Page.module.css';
import { CoverageCalendar } from './status/CoverageCalendar';
import { Revisions } from './status/Revisions';
import { Runs } from './status/Runs';
import { ageOf, momentOr, SOURCE_NAMES } from './status/words';

/** How fresh and how whole the data is, source by source; what was revised; what the last runs did. */
export default function Status() {
  useTitle('Status of the data');
  return (
    <article className={css.page}>
      <h1 className={css.title}>How fresh and how whole the data is</h1>
      <Loaded query={useStatus()} what="The state of the data" skeleton={<Block height="60rem" />}>
        {({ data }) => (
          <>
            <Summary state={data} />
            <Sources state={data} />
            {data.first_day && data.last_day && (
              <>
                <CoverageCalendar from={data.first_day} to={data.last_day} />
                <Revisions from={data.first_day} to={data.last_day} />
              </>
            )}
            <Runs runs={data.last_runs} />
          </>
        )}
      </Loaded>
    </article>
  );
}

const KINDS = {
  live: 'Live: read from Elexon as it publishes',
  recorded: 'Recorded replies of Elexon',
  simulated: 'Simulated: every figure is made up',
} as const;

function Summary({ state }: { state: State }) {
  const { days } = state;
  return (
    <div className={css.head}>
      {state.problems.map(({ what, remedy }) => (
        <Notice key={what} title={`${what}.`}>
          Remedy: <code>{remedy}</code>
        </Notice>
      ))}
      <dl className={css.facts}>
        <Fact name="Latest complete day">
          <DateLink date={state.last_complete_day} />
        </Fact>
        <Fact name={<MethodLink about="coverage">Complete days</MethodLink>}>{count(days.complete)}</Fact>
        <Fact name={<MethodLink about="coverage">Days known in part</MethodLink>}>{count(days.partial)}</Fact>
        <Fact name="Problems">{state.problems.length > 0 ? count(state.problems.length) : 'none'}</Fact>
      </dl>
      <p className={css.lead}>
        {KINDS[state.data_source]}. Program {state.version}, formula {state.formula_version}.
      </p>
    </div>
  );
}

const Fact = ({ name, children }: { name: ReactNode; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

type Source = State['sources'][number];

const SOURCE_FIELDS: Field<Source>[] = [
  { column: 'source', title: 'Source', about: 'sources', value: ({ source }) => SOURCE_NAMES[source] },
  {
    column: 'known_through',
    title: 'Known through',
    about: 'freshness',
    value: (row) => row.known_through,
    show: (row) => momentOr(row.known_through, 'nothing yet'),
    isName: true,
  },
  {
    column: 'read_at',
    title: 'Last read',
    about: 'freshness',
    value: (row) => row.read_at,
    show: (row) => (row.read_at ? `${momentOr(row.read_at, '')}, ${ageOf(row.read_at)}` : 'never'),
    isName: true,
  },
];

function Sources({ state }: { state: State }) {
  return (
    <section className={css.section} aria-labelledby="sources">
      <h2 id="sources">{plural(state.sources.length, 'source')}</h2>
      <DataTable
        caption="Freshness of each source"
        rows={state.sources}
        fields={SOURCE_FIELDS}
        keyOf={({ source }) => source}
      />
    </section>
  );
}
