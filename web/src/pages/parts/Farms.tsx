import { farmsQuery, useFarms } from '../../api/queries';
import type { DefinitionId, MinerId } from '../../api/types';
import { FarmRanking } from '../../components/FarmRanking';
import { FarmTable } from '../../components/FarmTable';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { kindOf, mannerOf } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

const ALL_FARMS = 1000;
const TOP_FARMS = 10;

export const farmsCut = (period: string, definition: DefinitionId, miner: MinerId) => ({
  ...mannerOf(period).range(period),
  interval: kindOf(period),
  definition,
  miner,
  limit: ALL_FARMS,
});

/** Who was switched off in a day, a month or a year: companies, opening to their farms. */
export function Farms({ period }: { period: string }) {
  const { definition, miner } = useView();
  const { name } = mannerOf(period);
  const cut = farmsCut(period, definition, miner);
  const farms = useFarms(cut);
  return (
    <section className={css.section} aria-labelledby="farms">
      <h2 id="farms">Who was switched off</h2>
      <Loaded query={farms} what={`The farms of ${name(period)}`} skeleton={<Block height="30rem" />}>
        {({ data }) => (
          <>
            <h3>The most switched off, with what each was paid and what mining would have made of it</h3>
            <FarmRanking
              rows={data.slice(0, TOP_FARMS)}
              caption={`Wind farm units most switched off, ${name(period)}`}
              csv={{ path: '/mining', query: farmsQuery({ ...cut, limit: TOP_FARMS }) }}
            />
            <h3>Every lead party and its farms</h3>
            <FarmTable
              rows={data}
              caption={`Lead parties and wind farms, ${name(period)}`}
              csv={{ path: '/mining', query: farmsQuery(cut) }}
            />
          </>
        )}
      </Loaded>
    </section>
  );
}
