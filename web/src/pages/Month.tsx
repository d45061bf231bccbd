import { Link } from 'wouter';
import { longMonth, yearOf } from '../lib/dates';
import { MANNERS, pathOf } from '../lib/period';
import { useView } from '../lib/view';
import NotFound from './NotFound';
import css from './Page.module.css';
import { DayBars } from './parts/DayBars';
import { PerMwh } from './parts/PerMwh';
import { PeriodPage } from './parts/PeriodPage';
import { WindPower } from './parts/WindPower';

export default function Month({ month }: { month: string }) {
  const view = useView();
  if (!MANNERS.month.isValid(month))
    return <NotFound reason={`“${month}” is not a month of the calendar: a month is written 2025-04.`} />;
  return (
    <PeriodPage
      period={month}
      title={longMonth(month)}
      preposition="In"
      above={
        <p className={css.eyebrow}>
          A month of <Link href={view.href(pathOf(yearOf(month)))}>{yearOf(month)}</Link>
        </p>
      }
    >
      <section className={`${css.section} ${css.joined}`} aria-labelledby="days">
        <h2 id="days" className="visually-hidden">
          Day by day
        </h2>
        <DayBars month={month} />
      </section>
      <PerMwh period={month} />
      <WindPower period={month} />
    </PeriodPage>
  );
}
