import { useLocation } from 'wouter';
import { useMining } from '../../api/queries';
import { CalendarFigure } from '../../charts/CalendarFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { dayColumns, ENERGY, peak } from '../../lib/columns';
import { daysOfYear } from '../../lib/dates';
import { MANNERS } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { YearChoice } from '../parts/YearChoice';
import { ALL, type Range, type Whose } from './whose';

/** The days of one year as a calendar. */
export function Days({ whose, name, range }: { whose: Whose; name: string; range: Range }) {
  return (
    <YearChoice id="days" title="Day by day" {...range}>
      {(year) => <Calendar whose={whose} name={name} year={year} />}
    </YearChoice>
  );
}

function Calendar({ whose, name, year }: { whose: Whose; name: string; year: string }) {
  const { definition, miner, href } = useView();
  const [, navigate] = useLocation();
  const query = { ...whose, ...MANNERS.year.range(year), interval: 'day', definition, miner, limit: ALL } as const;
  return (
    <Loaded query={useMining(query)} what={`The days of ${year} of ${name}`} skeleton={<Block height="18rem" />}>
      {({ data }) => {
        const columns = dayColumns(daysOfYear(year), data, href);
        const known = new Map(data.map((row) => [row.date, row.curtailed_mwh]));
        const values = columns.map(({ key }) => known.get(key));
        return (
          <div className={css.panel}>
            <CalendarFigure
              title={`Energy switched off at ${name} on each day of ${year}`}
              description={`${peak(columns, values)} Choose a day to open it.`}
              columns={columns}
              values={values}
              measure={ENERGY}
              csv={{ path: '/mining', query }}
              onOpen={(column) => column.href && navigate(column.href)}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
