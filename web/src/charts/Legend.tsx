import { MethodLink } from '../components/MethodLink';
import type { Column, Panel, State } from './types';
import css from './Legend.module.css';

/** The names of a panel's series with their marks, where its title would stand; each leads to how it is made. */
export function PanelHead({ panel, top }: { panel: Panel; top: number }) {
  return (
    <ul className={css.head} style={{ top }}>
      {panel.series.map(({ name, about, kind, accent }, index) => (
        <li key={name} className={css[accent]}>
          <span className={css[kind]} />
          <MethodLink about={about}>{name}</MethodLink>
          {index === panel.series.length - 1 && !name.endsWith(panel.unit) && (
            <span className={css.unit}>{panel.unit}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

const STATES: [State, string][] = [
  ['provisional', 'Provisional: Elexon may still revise it'],
  ['partial', 'Partly known'],
  ['missing', 'No data: not published, or not read yet'],
];

/** What unusual columns look like, only where there are any: a bar's fill, or the outline of a coloured cell. */
export function StateKey({ columns, outlined = false }: { columns: Column[]; outlined?: boolean }) {
  const shown = STATES.filter(([state]) => columns.some((column) => column.state === state));
  if (shown.length === 0) return null;
  return (
    <ul className={css.key}>
      {shown.map(([state, text]) => (
        <li key={state} className={outlined ? css.outlined : css.energy}>
          <span className={css[state]} />
          {text}
        </li>
      ))}
    </ul>
  );
}
