import { searchQuery, useFarmSearch, usePartySearch } from '../api/queries';
import type { Farm, LeadParty } from '../api/types';
import { CoverageLine } from '../components/CoverageLine';
import { Loaded } from '../components/Loaded';
import { FarmLink, PartyLink } from '../components/OwnerLinks';
import { type Field, SortedTable } from '../components/DataTable';
import { Block } from '../components/Skeleton';
import { plural } from '../lib/format';
import { definitionName, partyName } from '../lib/names';
import { NO_PARTY } from '../lib/paths';
import { CAPACITY, TOTALS } from '../lib/register';
import { useTitle } from '../lib/useTitle';
import { useParameter, useView } from '../lib/view';
import page from './Page.module.css';
import css from './Farms.module.css';
import table from '../components/Table.module.css';

const FARM_FIELDS: Field<Farm>[] = [
  {
    column: 'name',
    title: 'Wind farm unit',
    value: (farm) => farm.name ?? farm.farm,
    show: (farm) => (
      <>
        <FarmLink farm={farm.farm} name={farm.name} />
        <span className={table.note}>
          {farm.farm} · <PartyLink party={farm.lead_party} />
        </span>
      </>
    ),
    isName: true,
  },
  ...TOTALS,
  CAPACITY,
];

const PARTY_FIELDS: Field<LeadParty>[] = [
  {
    column: 'name',
    title: 'Lead party',
    value: (party) => partyName(party.lead_party),
    show: (party) => <PartyLink party={party.lead_party} />,
    isName: true,
  },
  ...TOTALS,
  { column: 'farms_count', title: 'Units', value: (party) => party.farms_count },
  CAPACITY,
];

/** Every wind farm and company by name, the most switched off first. */
export default function Farms() {
  const [q, setQ] = useParameter('q', '');
  useTitle(q ? `Wind farms: ${q}` : 'Wind farms');
  return (
    <article className={page.page}>
      <div className={page.head}>
        <h1 className={page.title}>Wind farms and their companies</h1>
        <form className={css.search} role="search" onSubmit={(event) => event.preventDefault()}>
          <label htmlFor="farm-search">Part of a name, a company or an id</label>
          <input
            id="farm-search"
            className="control"
            type="search"
            maxLength={100}
            value={q}
            onChange={({ target }) => setQ(target.value)}
          />
        </form>
      </div>
      <Parties q={q} />
      <Units q={q} />
    </article>
  );
}

function Parties({ q }: { q: string }) {
  const { definition } = useView();
  return (
    <section className={page.section} aria-labelledby="parties">
      <Loaded query={usePartySearch(q, definition)} what="The lead parties" skeleton={<Block height="16rem" />}>
        {({ data, meta }) => (
          <>
            <h2 id="parties">{plural(data.length, 'lead party', 'lead parties')}</h2>
            <p className={page.lead}>Totals are of all days known here, counting {definitionName(definition)}.</p>
            <CoverageLine coverage={meta.coverage} />
            {data.length > 0 ? (
              <SortedTable
                caption="Lead parties"
                rows={data}
                fields={PARTY_FIELDS}
                keyOf={({ lead_party }) => lead_party ?? NO_PARTY}
                csv={{ path: '/lead-parties', query: searchQuery(q, definition) }}
              />
            ) : (
              <p className={page.lead}>No company’s name holds “{q}”.</p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Units({ q }: { q: string }) {
  const { definition } = useView();
  return (
    <section className={page.section} aria-labelledby="units">
      <Loaded query={useFarmSearch(q, definition)} what="The wind farms" skeleton={<Block height="30rem" />}>
        {({ data }) => (
          <>
            <h2 id="units">{plural(data.length, 'wind farm unit')}</h2>
            <p className={page.lead}>A unit is what Elexon settles: a farm, or a part of one.</p>
            {data.length > 0 ? (
              <SortedTable
                caption="Wind farm units"
                rows={data}
                fields={FARM_FIELDS}
                keyOf={({ farm }) => farm}
                csv={{ path: '/farms', query: searchQuery(q, definition) }}
              />
            ) : (
              <p className={page.lead}>No wind farm’s name, company or id holds “{q}”.</p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
