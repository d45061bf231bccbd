import { farmsQuery, useFarms } from '../../api/queries';
import { FarmTable } from '../../components/FarmTable';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { kindOf, mannerOf } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

const ALL_FARMS = 1000;

/** Who was switched off in a day, a month or a year: companies, opening to their farms. */
export function Farms({ period }: { period: string }) {
  const { definition, miner } = useView();
  const { range, name } = mannerOf(period);
  const cut = { ...range(period), interval: kindOf(period), definition, miner, limit: ALL_FARMS };
  const farms = useFarms(cut);
  return (
    <section className={css.section} aria-labelledby="farms">
      <h2 id="farms">Who was switched off</h2>
      <Loaded query={farms} what={`The farms of ${name(period)}`} skeleton={<Block height="30rem" />}>
        {({ data }) => (
          <FarmTable
            rows={data}
            caption={`Lead parties and wind farms, ${name(period)}`}
            csv={{ path: '/mining', query: farmsQuery(cut) }}
          />
        )}
      </Loaded>
    </section>
  );
}
