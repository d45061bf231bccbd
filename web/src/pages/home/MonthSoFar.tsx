import { Link } from 'wouter';
import { useSummary } from '../../api/queries';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { londonToday, longMonth, monthOf } from '../../lib/dates';
import { pathOf } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { DayBars } from '../parts/DayBars';
import { Facts } from './Facts';

export function MonthSoFar({ month }: { month: string }) {
  const view = useView();
  const name = longMonth(month);
  const summary = useSummary(month, view.definition);
  const isCurrent = month === monthOf(londonToday());

  return (
    <section className={css.section} aria-labelledby="month">
      <div className={css.sectionHead}>
        <h2 id="month">
          <Link href={view.href(pathOf(month))}>{isCurrent ? `${name} so far` : name}</Link>
        </h2>
        <Loaded query={summary} what={`The figures of ${name}`} skeleton={<Block height="6.44rem" />}>
          {({ data }) => <Facts period={month} summary={data} miner={view.miner} />}
        </Loaded>
      </div>
      <DayBars month={month} />
    </section>
  );
}
