import type { ReactNode } from 'react';
import { yearOf } from '../../lib/dates';
import { periodsBetween } from '../../lib/period';
import { useParameter } from '../../lib/view';
import css from '../Page.module.css';

interface Props {
  /** Of the section. */
  id: string;
  title: string;
  /** The first and the last day held. */
  from: string;
  to: string;
  children: (year: string) => ReactNode;
}

/** A section of one year of those held; which one is in the address. */
export function YearChoice({ id, title, from, to, children }: Props) {
  const latest = yearOf(to);
  const [asked, choose] = useParameter('year', latest);
  const years = periodsBetween('year', from, to);
  const year = years.includes(asked) ? asked : latest;
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.row}>
        <h2 id={id}>{title}</h2>
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
      {children(year)}
    </section>
  );
}
