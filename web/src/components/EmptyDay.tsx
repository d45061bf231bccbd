import { Link } from 'wouter';
import type { Status, Summary } from '../api/types';
import { coverageText } from '../lib/coverage';
import { londonToday, longDate, plainDate } from '../lib/dates';
import { useView } from '../lib/view';
import css from '../pages/Page.module.css';

interface Props {
  date: string;
  summary: Summary;
  status: Status | undefined;
}

/** No half hour of the day is known: said as that, with where to find days that are. */
export function EmptyDay({ date, summary, status }: Props) {
  const view = useView();
  const isAhead = date > londonToday();
  const latest = status?.last_complete_day;
  return (
    <div className={css.empty}>
      <h2>{isAhead ? 'This day has not happened yet' : 'No data for this day'}</h2>
      <p>
        {isAhead
          ? `${longDate(date)} lies ahead.`
          : `Elexon has not published ${longDate(date)}, or it has not been read here yet. That is not the same as no curtailment.`}
      </p>
      <p className="soft">{coverageText(summary.coverage)} known.</p>
      {status?.first_day && status.last_day && (
        <p>
          Days here run from {plainDate(status.first_day)} to {plainDate(status.last_day)}.
        </p>
      )}
      {latest && latest !== date && (
        <Link className="control" href={view.href(`/day/${latest}`)}>
          Show the latest complete day, {plainDate(latest)}
        </Link>
      )}
    </div>
  );
}
