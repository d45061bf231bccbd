import { useLocation } from 'wouter';
import { daysQuery, useDays } from '../../api/queries';
import { PanelFigure } from '../../charts/PanelFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { dayColumns, panels, peak, summaryFigures } from '../../lib/columns';
import { daysOfMonth, longMonth } from '../../lib/dates';
import { MANNERS } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

/** A month by day; a day opens its page. */
export function DayBars({ month }: { month: string }) {
  const view = useView();
  const [, navigate] = useLocation();
  const name = longMonth(month);
  const { from, to } = MANNERS.month.range(month);
  const days = useDays(from, to, view.definition);
  return (
    <Loaded query={days} what={`The days of ${name}`} skeleton={<Block height="36rem" />}>
      {({ data }) => {
        const columns = dayColumns(daysOfMonth(month), data, view.href);
        const figures = summaryFigures(columns, data, (row) => row.date, view.miner);
        return (
          <div className={css.panel}>
            <PanelFigure
              title={`Each day of ${name}`}
              description={`${peak(columns, figures.energy)} Choose a day to open it.`}
              heading="Day"
              columns={columns}
              panels={panels(figures, [170, 90, 120])}
              csv={{ path: '/summaries/daily', query: { ...daysQuery(from, to, view.definition), miner: view.miner } }}
              onOpen={({ href }) => href && navigate(href)}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
