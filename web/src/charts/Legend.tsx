import type { Column, Panel } from './types';
import css from './Legend.module.css';

/** The names of a panel's series with their marks, where its title would stand. */
export function PanelHead({ panel, top }: { panel: Panel; top: number }) {
  return (
    <ul className={css.head} style={{ top }} aria-hidden="true">
      {panel.series.map(({ name, kind, accent }, index) => (
        <li key={name} className={css[accent]}>
          <span className={css[kind]} />
          {name}
          {index === panel.series.length - 1 && <span className={css.unit}>{panel.unit}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What unusual columns look like, only where there are any. */
export function StateKey({ columns }: { columns: Column[] }) {
  const has = (state: Column['state']) => columns.some((column) => column.state === state);
  if (!has('partial') && !has('missing')) return null;
  return (
    <ul className={css.key}>
      {has('partial') && (
        <li className={css.energy}>
          <span className={css.partial} />
          Partly known
        </li>
      )}
      {has('missing') && (
        <li>
          <span className={css.missing} />
          No data: not published, or not read yet
        </li>
      )}
    </ul>
  );
}
