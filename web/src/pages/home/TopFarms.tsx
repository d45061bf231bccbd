import { farmsQuery, useFarms } from '../../api/queries';
import { FarmRanking } from '../../components/FarmRanking';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { lastDayOfMonth, longMonth } from '../../lib/dates';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

const SHOWN = 10;

export function TopFarms({ month }: { month: string }) {
  const { definition, miner } = useView();
  const name = longMonth(month);
  const cut = {
    from: `${month}-01`,
    to: lastDayOfMonth(month),
    interval: 'month',
    definition,
    miner,
    limit: SHOWN,
  } as const;
  const farms = useFarms(cut);

  return (
    <section className={css.section} aria-labelledby="farms">
      <div className={css.sectionHead}>
        <h2 id="farms">Most switched off in {name}</h2>
        <p className={css.lead}>The ten wind farm units with the most energy not generated, of the days known here.</p>
      </div>
      <Loaded query={farms} what={`The farms of ${name}`} skeleton={<Block height="34rem" />}>
        {({ data }) =>
          data.length > 0 ? (
            <FarmRanking
              rows={data}
              caption={`Wind farm units most switched off in ${name}`}
              csv={{ path: '/mining', query: farmsQuery(cut) }}
            />
          ) : (
            <p className={css.lead}>No wind farm unit was switched off on these days.</p>
          )
        }
      </Loaded>
    </section>
  );
}
