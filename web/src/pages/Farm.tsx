import { useFarm } from '../api/queries';
import type { FarmDetail } from '../api/types';
import { isUnknown } from '../api/error';
import { CsvLink } from '../components/CsvLink';
import { DateInput } from '../components/DateInput';
import { Loaded } from '../components/Loaded';
import { MethodLink } from '../components/MethodLink';
import { PartyLink } from '../components/OwnerLinks';
import { Block } from '../components/Skeleton';
import { during, isDate } from '../lib/dates';
import { NOT_KNOWN, ratio } from '../lib/format';
import { farmPath } from '../lib/paths';
import { subjectOf } from '../lib/sentence';
import { useTitle } from '../lib/useTitle';
import { useParameter, useView } from '../lib/view';
import { History } from './history/History';
import { Lifetime } from './history/Lifetime';
import NotFound from './NotFound';
import css from './Page.module.css';

/** One wind farm unit: who runs it, what it was paid to stop, and what that power could have mined. */
export default function Farm({ id }: { id: string }) {
  const { definition } = useView();
  const farm = useFarm(id, definition);
  const name = farm.data?.data.name ?? id;
  useTitle(name);
  if (isUnknown(farm.error))
    return <NotFound reason={`No register of Elexon’s names a wind farm unit “${id}”.`} search={id} />;
  return (
    <article className={css.page}>
      <div className={css.head}>
        <p className={css.eyebrow}>
          Wind farm unit {id}
          {farm.data && (
            <>
              {' '}
              of <PartyLink party={farm.data.data.lead_party} />
            </>
          )}
        </p>
        <h1 className={css.title}>{name}</h1>
      </div>
      <Loaded query={farm} what={`The wind farm unit ${id}`} skeleton={<Block height="60rem" />}>
        {({ data }) => (
          <History whose={{ farm: id }} name={name} subject={subjectOf(name, 'the farm')} path={farmPath(id)}>
            <Facts farm={data} />
          </History>
        )}
      </Loaded>
    </article>
  );
}

function Facts({ farm }: { farm: FarmDetail }) {
  const last = farm.last_curtailment;
  return (
    <Lifetime totals={farm} capacity={farm.generation_capacity_mw} capacityTitle="Capacity in the register">
      <div>
        <dt>
          <MethodLink about="wind">Switched off, of notified output</MethodLink>
        </dt>
        <dd>
          {farm.curtailed_share_of_notified == null ? NOT_KNOWN : `${ratio(farm.curtailed_share_of_notified * 100)} %`}
        </dd>
      </div>
      {last && <Records farm={farm.farm} last={last} />}
      {farm.parties.length > 1 && (
        <div>
          <dt>Lead parties over time</dt>
          {farm.parties.map(({ lead_party, from, to }) => (
            <dd key={`${lead_party} ${from}`} className={css.small}>
              <PartyLink party={lead_party} />
              <span className="soft"> {during(from, to)}</span>
            </dd>
          ))}
        </div>
      )}
    </Lifetime>
  );
}

/** The bids themselves, of a day of the reader's choice. */
function Records({ farm, last }: { farm: string; last: string }) {
  const [date, choose] = useParameter('date', last);
  return (
    <div>
      <dt>Every record of one day</dt>
      <dd className={`${css.small} ${css.choice}`}>
        <label>
          <span className="visually-hidden">Day of the records</span>
          <DateInput date={date} onChoose={choose} />
        </label>
        {isDate(date) ? (
          <CsvLink path="/records" query={{ date, farm, limit: 1000 }} of={`the records of ${date}`} />
        ) : (
          `“${date}” is not a date of the calendar`
        )}
      </dd>
    </div>
  );
}
