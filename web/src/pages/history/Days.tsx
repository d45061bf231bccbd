import { useLocation } from 'wouter';
import { useMining } from '../../api/queries';
import { CalendarFigure } from '../../charts/CalendarFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { dayColumns, ENERGY, peak } from '../../lib/columns';
import { daysOfYear, yearOf } from '../../lib/dates';
import { MANNERS, periodsBetween } from '../../lib/period';
import { useParameter, useView } from '../../lib/view';
import css from '../Page.module.css';
import { ALL, type Range, type Whose } from './whose';

/** The days of one year as a calendar; which year is in the address. */
export function Days({ whose, name, range }: { whose: Whose; name: string; range: Range }) {
  const latest = yearOf(range.to);
  const [asked, choose] = useParameter('year', latest);
  const years = periodsBetween('year', range.from, range.to);
  const year = years.includes(asked) ? asked : latest;
  return (
    <section className={css.section} aria-labelledby="days">
      <div className={css.row}>
        <h2 id="days">Day by day</h2>
        {years.length > 1 && (
          <label>
            <span className="visually-hidden">Year of the calendar</span>
            <select className="control" value={year} onChange={({ target }) => choose(target.value)}>
              {years.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      {year !== asked && (
        <p className={css.lead}>
          Nothing of “{asked}” is held here: the calendar shows {year}.
        </p>
      )}
      <Calendar whose={whose} name={name} year={year} />
    </section>
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
