import { Link } from 'wouter';
import { useSummary } from '../../api/queries';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { pathOf } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { MonthBars } from '../parts/MonthBars';
import { Facts } from './Facts';

export function YearByMonth({ year }: { year: string }) {
  const view = useView();
  const summary = useSummary(year, view.definition);

  return (
    <section className={css.section} aria-labelledby="year">
      <div className={css.sectionHead}>
        <h2 id="year">
          <Link href={view.href(pathOf(year))}>{year}, month by month</Link>
        </h2>
        <Loaded query={summary} what={`The figures of ${year}`} skeleton={<Block height="6.44rem" />}>
          {({ data }) => <Facts period={year} summary={data} miner={view.miner} />}
        </Loaded>
      </div>
      <MonthBars year={year} />
    </section>
  );
}
