import { useMonths, useSummary } from '../../api/queries';
import { ChartFigure } from '../../charts/ChartFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { monthColumns, panels, peak, summaryFigures } from '../../lib/columns';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { Facts } from './Facts';

export function YearByMonth({ year }: { year: string }) {
  const view = useView();
  const summary = useSummary(year, view.definition);
  const months = useMonths(`${year}-01`, `${year}-12`, view.definition);

  return (
    <section className={css.section} aria-labelledby="year">
      <div className={css.sectionHead}>
        <h2 id="year">{year}, month by month</h2>
        <Loaded query={summary} what={`The figures of ${year}`} skeleton={<Block height="4.5rem" />}>
          {({ data }) => <Facts period={year} summary={data} miner={view.miner} />}
        </Loaded>
      </div>
      <Loaded query={months} what={`The months of ${year}`} skeleton={<Block height="34rem" />}>
        {({ data }) => {
          const columns = monthColumns(year, data);
          const figures = summaryFigures(columns, data, (row) => row.month, view.miner);
          return (
            <div className={css.panel}>
              <ChartFigure
                title={`Each month of ${year}`}
                description={peak(columns, figures.energy)}
                heading="Month"
                columns={columns}
                panels={panels(figures, [150, 80, 110])}
              />
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
