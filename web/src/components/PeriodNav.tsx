import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { useStatus } from '../api/queries';
import { kindOf, mannerOf, pathOf, periodsBetween } from '../lib/period';
import { useView } from '../lib/view';
import { DateInput } from './DateInput';
import css from './PeriodNav.module.css';

/** Typing, choosing and reading keys belong to the control that has them. */
const takesArrows = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, select, textarea, [role="slider"], [role="region"]') !== null;

const LABELS = { day: 'Day', month: 'Month', year: 'Year' } as const;

/** The neighbours of a day, a month or a year by button and arrow key; any other by the control between. */
export function PeriodNav({ period }: { period: string }) {
  const view = useView();
  const [, navigate] = useLocation();
  const { step, isValid, short } = mannerOf(period);
  const go = (other: string) => navigate(view.href(pathOf(other)));
  // The calendar of four-digit years ends somewhere.
  const [previous, next] = [step(period, -1), step(period, 1)];

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || takesArrows(event.target)) return;
    if (event.key === 'ArrowLeft' && isValid(previous)) go(previous);
    if (event.key === 'ArrowRight' && isValid(next)) go(next);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <nav className={css.nav} aria-label={LABELS[kindOf(period)]}>
      {isValid(previous) && (
        <Neighbour period={previous} rel="prev" keys="ArrowLeft">
          <span aria-hidden="true">←</span> <span className={css.name}>{short(previous)}</span>
        </Neighbour>
      )}
      {kindOf(period) === 'day' ? (
        <label>
          <span className="visually-hidden">Date</span>
          <DateInput date={period} onChoose={go} />
        </label>
      ) : (
        <PeriodSelect period={period} onGo={go} />
      )}
      {isValid(next) && (
        <Neighbour period={next} rel="next" keys="ArrowRight">
          <span className={css.name}>{short(next)}</span> <span aria-hidden="true">→</span>
        </Neighbour>
      )}
    </nav>
  );
}

interface NeighbourProps {
  period: string;
  rel: string;
  keys: string;
  children: ReactNode;
}

function Neighbour({ period, rel, keys, children }: NeighbourProps) {
  const view = useView();
  return (
    <Link className="control" href={view.href(pathOf(period))} rel={rel} aria-keyshortcuts={keys}>
      {children}
    </Link>
  );
}

/** The months or years that hold data, and the one of the address. */
function PeriodSelect({ period, onGo }: { period: string; onGo: (period: string) => void }) {
  const status = useStatus().data?.data;
  const held =
    status?.first_day && status.last_day ? periodsBetween(kindOf(period), status.first_day, status.last_day) : [];
  const options = [...new Set([...held, period])].sort();
  return (
    <label>
      <span className="visually-hidden">{LABELS[kindOf(period)]}</span>
      <select className="control" value={period} onChange={({ target }) => onGo(target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {mannerOf(period).name(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
