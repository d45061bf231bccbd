import { MANNERS } from '../lib/period';
import NotFound from './NotFound';
import css from './Page.module.css';
import { MonthBars } from './parts/MonthBars';
import { YearCalendar } from './parts/YearCalendar';
import { PerMwh } from './parts/PerMwh';
import { PeriodPage } from './parts/PeriodPage';
import { WindPower } from './parts/WindPower';

export default function Year({ year }: { year: string }) {
  if (!MANNERS.year.isValid(year))
    return <NotFound reason={`“${year}” is not a year of the calendar: a year is written 2025.`} />;
  return (
    <PeriodPage period={year} title={year} preposition="In">
      <section className={`${css.section} ${css.joined}`} aria-labelledby="months">
        <h2 id="months" className="visually-hidden">
          Month by month
        </h2>
        <MonthBars year={year} />
      </section>
      <section className={css.section} aria-labelledby="days">
        <h2 id="days">Day by day</h2>
        <YearCalendar year={year} />
      </section>
      <PerMwh period={year} />
      <WindPower period={year} />
    </PeriodPage>
  );
}
