import { useLocation } from 'wouter';
import { daysQuery, useDays } from '../../api/queries';
import { CalendarFigure } from '../../charts/CalendarFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { dayColumns, ENERGY, peak } from '../../lib/columns';
import { daysOfYear } from '../../lib/dates';
import { MANNERS } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

/** A year as a calendar; a day opens its page. */
export function YearCalendar({ year }: { year: string }) {
  const view = useView();
  const [, navigate] = useLocation();
  const { from, to } = MANNERS.year.range(year);
  const days = useDays(from, to, view.definition);
  return (
    <Loaded query={days} what={`The days of ${year}`} skeleton={<Block height="18rem" />}>
      {({ data }) => {
        const columns = dayColumns(daysOfYear(year), data, view.href);
        const known = new Map(data.map((row) => [row.date, row.curtailed_mwh]));
        const values = columns.map(({ key }) => known.get(key));
        return (
          <div className={css.panel}>
            <CalendarFigure
              title={`Energy switched off on each day of ${year}`}
              description={`${peak(columns, values)} Choose a day to open it.`}
              columns={columns}
              values={values}
              measure={ENERGY}
              csv={{ path: '/summaries/daily', query: { ...daysQuery(from, to, view.definition), miner: view.miner } }}
              onOpen={({ href }) => href && navigate(href)}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
