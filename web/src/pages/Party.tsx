import { isUnknown } from '../api/error';
import { useParty } from '../api/queries';
import type { LeadPartyDetail } from '../api/types';
import { Loaded } from '../components/Loaded';
import { Block } from '../components/Skeleton';
import { plural } from '../lib/format';
import { partyName } from '../lib/names';
import { NO_PARTY, partyPath } from '../lib/paths';
import { subjectOf } from '../lib/sentence';
import { useTitle } from '../lib/useTitle';
import { useView } from '../lib/view';
import { History } from './history/History';
import { Lifetime } from './history/Lifetime';
import { Units } from './history/Units';
import NotFound from './NotFound';
import css from './Page.module.css';

/** One lead party: its wind farm units over time, what it was paid, and what that power could have mined. */
export default function Party({ name: asked }: { name: string }) {
  const { definition } = useView();
  const party = useParty(asked, definition);
  const name = asked === NO_PARTY ? partyName(null) : asked;
  useTitle(name);
  if (isUnknown(party.error))
    return <NotFound reason={`No register of Elexon’s names a lead party “${asked}” of a wind farm.`} search={asked} />;
  return (
    <article className={css.page}>
      <div className={css.head}>
        <p className={css.eyebrow}>
          Lead party{party.data && ` of ${plural(party.data.data.farms_count, 'wind farm unit')}`}
        </p>
        <h1 className={css.title}>{name}</h1>
      </div>
      <Loaded query={party} what={`The lead party ${asked}`} skeleton={<Block height="60rem" />}>
        {({ data }) => <Known party={data} name={name} />}
      </Loaded>
    </article>
  );
}

function Known({ party, name }: { party: LeadPartyDetail; name: string }) {
  return (
    <>
      <History
        whose={{ lead_party: party.lead_party ?? NO_PARTY }}
        name={name}
        subject={subjectOf(party.lead_party ? `units of ${name}` : 'units without a known lead party', 'the company')}
        path={partyPath(party.lead_party)}
      >
        <Lifetime totals={party} capacity={party.generation_capacity_mw} capacityTitle="Capacity of its units now" />
      </History>
      <Units party={party} name={name} />
    </>
  );
}
