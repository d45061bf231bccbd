import { useLocation } from 'wouter';
import { useMonths } from '../../api/queries';
import { PanelFigure } from '../../charts/PanelFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { monthColumns, panels, peak, summaryFigures } from '../../lib/columns';
import { monthsOfYear } from '../../lib/dates';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

/** A year by month; a month opens its page. */
export function MonthBars({ year }: { year: string }) {
  const view = useView();
  const [, navigate] = useLocation();
  const [from, to] = [`${year}-01`, `${year}-12`];
  const months = useMonths(from, to, view.definition);
  return (
    <Loaded query={months} what={`The months of ${year}`} skeleton={<Block height="34rem" />}>
      {({ data }) => {
        const columns = monthColumns(monthsOfYear(year), data, view.href);
        const figures = summaryFigures(columns, data, (row) => row.month, view.miner);
        return (
          <div className={css.panel}>
            <PanelFigure
              title={`Each month of ${year}`}
              description={`${peak(columns, figures.energy)} Choose a month to open it.`}
              heading="Month"
              columns={columns}
              panels={panels(figures, [150, 80, 110])}
              csv={{ path: '/summaries/monthly', query: { from, to, definition: view.definition, miner: view.miner } }}
              onOpen={({ href }) => href && navigate(href)}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
