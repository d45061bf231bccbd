import { Link } from 'wouter';
import type { Status, Summary } from '../api/types';
import { coverageText } from '../lib/coverage';
import { londonToday, longDate, plainDate } from '../lib/dates';
import { kindOf, mannerOf, pathOf } from '../lib/period';
import { useView } from '../lib/view';
import css from '../pages/Page.module.css';

interface Props {
  period: string;
  summary: Summary;
  status: Status | undefined;
}

/** No half hour of the time is known: said as that, with where to find days that are. */
export function EmptyPeriod({ period, summary, status }: Props) {
  const view = useView();
  const kind = kindOf(period);
  const name = kind === 'day' ? longDate(period) : mannerOf(period).name(period);
  const isAhead = period > londonToday().slice(0, period.length);
  const latest = status?.last_complete_day;
  return (
    <div className={css.empty}>
      <h2>{isAhead ? `This ${kind} has not happened yet` : `No data for this ${kind}`}</h2>
      <p>
        {isAhead
          ? `${name} lies ahead.`
          : `Elexon has not published ${name}, or it has not been read here yet. That is not the same as no curtailment.`}
      </p>
      <p className="soft">{coverageText(summary.coverage)} known.</p>
      {status?.first_day && status.last_day && (
        <p>
          Days here run from {plainDate(status.first_day)} to {plainDate(status.last_day)}.
        </p>
      )}
      {latest && latest !== period && (
        <Link className="control" href={view.href(pathOf(latest))}>
          Show the latest complete day, {plainDate(latest)}
        </Link>
      )}
    </div>
  );
}
