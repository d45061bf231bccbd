import { useEffect, useEffectEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { useStatus } from '../api/queries';
import { addDays, isDate, shortDate } from '../lib/dates';
import { useView } from '../lib/view';
import css from './DateNav.module.css';

/** Typing, choosing and reading keys belong to the control that has them. */
const takesArrows = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, select, textarea, [role="slider"], [role="region"]') !== null;

export function DateNav({ date }: { date: string }) {
  const view = useView();
  const [path, navigate] = useLocation();
  const status = useStatus().data?.data;
  const previous = addDays(date, -1);
  const next = addDays(date, 1);
  const href = (day: string) => view.href(`/day/${day}`);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || takesArrows(event.target)) return;
    if (event.key === 'ArrowLeft') navigate(href(previous));
    if (event.key === 'ArrowRight') navigate(href(next));
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  return (
    <nav className={css.nav} aria-label="Day">
      <Link className="control" href={href(previous)} rel="prev" aria-keyshortcuts="ArrowLeft">
        <span aria-hidden="true">←</span> {shortDate(previous)}
      </Link>
      <label>
        <span className="visually-hidden">Date</span>
        <input
          key={path}
          className="control"
          type="date"
          defaultValue={date}
          min={status?.first_day ?? undefined}
          max={status?.last_day ?? undefined}
          onChange={({ target }) => isDate(target.value) && target.value > '1900' && navigate(href(target.value))}
        />
      </label>
      <Link className="control" href={href(next)} rel="next" aria-keyshortcuts="ArrowRight">
        {shortDate(next)} <span aria-hidden="true">→</span>
      </Link>
    </nav>
  );
}
