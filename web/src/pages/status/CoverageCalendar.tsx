import { useLocation } from 'wouter';
import { coverageQuery, useCoverage } from '../../api/upkeep';
import type { CoverageRow, CoverageSource } from '../../api/types';
import { CalendarFigure } from '../../charts/CalendarFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { dayColumns } from '../../lib/columns';
import { daysOfYear } from '../../lib/dates';
import { count, type Figure, plural } from '../../lib/format';
import { MANNERS } from '../../lib/period';
import { useParameter, useView } from '../../lib/view';
import css from '../Page.module.css';
import { YearChoice } from '../parts/YearChoice';
import { COVERAGE_NAMES } from './words';

const SOURCES = Object.keys(COVERAGE_NAMES) as CoverageSource[];

/** How much of each day is known, of one source; a day opens its page. */
export function CoverageCalendar({ from, to }: { from: string; to: string }) {
  const [asked, choose] = useParameter('source', 'stacks');
  const source = SOURCES.find((one) => one === asked);
  return (
    <YearChoice id="coverage" title="Coverage, day by day" from={from} to={to}>
      {(year) => (
        <>
          <label className={css.choice}>
            Source
            <select className="control" value={asked} onChange={({ target }) => choose(target.value)}>
              {!source && <option>{asked}</option>}
              {SOURCES.map((one) => (
                <option key={one} value={one}>
                  {COVERAGE_NAMES[one]}
                </option>
              ))}
            </select>
          </label>
          {source ? (
            <Calendar source={source} year={year} />
          ) : (
            <p className={css.lead}>There is no source “{asked}”: choose one of the list.</p>
          )}
        </>
      )}
    </YearChoice>
  );
}

const halfHours = (value: Figure) => (value == null ? 'no data' : plural(value, 'half hour'));

function Calendar({ source, year }: { source: CoverageSource; year: string }) {
  const { href } = useView();
  const [, navigate] = useLocation();
  const { from, to } = MANNERS.year.range(year);
  const name = COVERAGE_NAMES[source];
  return (
    <Loaded query={useCoverage(from, to, source)} what={`The coverage of ${year}`} skeleton={<Block height="18rem" />}>
      {({ data }) => {
        const columns = dayColumns(daysOfYear(year), data.map(asCoverage), href);
        const known = new Map(data.map((row) => [row.date, row.complete]));
        return (
          <div className={css.panel}>
            <CalendarFigure
              title={`${name}: what is known of each day of ${year}`}
              description={said(data)}
              columns={columns}
              values={columns.map(({ key }) => known.get(key))}
              measure={{
                name: 'Known',
                about: 'coverage',
                unit: source === 'prices' ? 'price of the day' : 'half hours',
                format: halfHours,
              }}
              csv={{ path: '/coverage', query: coverageQuery(from, to, source) }}
              onOpen={(column) => column.href && navigate(column.href)}
            />
          </div>
        );
      }}
    </Loaded>
  );
}

const asCoverage = ({ date, expected, complete, provisional }: CoverageRow) => ({
  date,
  coverage: { expected, complete, provisional: provisional ?? 0 },
});

function said(rows: CoverageRow[]): string {
  const whole = rows.filter(({ complete, expected }) => complete === expected).length;
  const part = rows.filter(({ complete, expected }) => complete > 0 && complete < expected).length;
  return `${plural(whole, 'day')} complete, ${count(part)} in part, of ${count(rows.length)}.`;
}
