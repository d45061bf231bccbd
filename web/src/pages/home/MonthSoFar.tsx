import { useLocation } from 'wouter';
import { useDays, useSummary } from '../../api/queries';
import { ChartFigure } from '../../charts/ChartFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { dayColumns, panels, peak, summaryFigures } from '../../lib/columns';
import { lastDayOfMonth, londonToday, longMonth, monthOf } from '../../lib/dates';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { Facts } from './Facts';

export function MonthSoFar({ month }: { month: string }) {
  const view = useView();
  const [, navigate] = useLocation();
  const name = longMonth(month);
  const summary = useSummary(month, view.definition);
  const days = useDays(`${month}-01`, lastDayOfMonth(month), view.definition);
  const isCurrent = month === monthOf(londonToday());

  return (
    <section className={css.section} aria-labelledby="month">
      <div className={css.sectionHead}>
        <h2 id="month">{isCurrent ? `${name} so far` : name}</h2>
        <Loaded query={summary} what={`The figures of ${name}`} skeleton={<Block height="4.5rem" />}>
          {({ data }) => <Facts period={month} summary={data} miner={view.miner} />}
        </Loaded>
      </div>
      <Loaded query={days} what={`The days of ${name}`} skeleton={<Block height="36rem" />}>
        {({ data }) => {
          const columns = dayColumns(month, data, view.href);
          const figures = summaryFigures(columns, data, (row) => row.date, view.miner);
          return (
            <div className={css.panel}>
              <ChartFigure
                title={`Each day of ${name}`}
                description={`${peak(columns, figures.energy)} Choose a day to open it.`}
                heading="Day"
                columns={columns}
                panels={panels(figures, [170, 90, 120])}
                onOpen={({ href }) => href && navigate(href)}
              />
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
