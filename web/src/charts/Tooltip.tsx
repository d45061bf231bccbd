import type { Said } from './types';
import css from './Tooltip.module.css';

interface Props {
  title: string;
  note?: string | undefined;
  said: Said[];
  /** Beside this point of a chart of this width. */
  x: number;
  top?: number;
  width: number;
}

/** All figures of one place. Hidden from screen readers: the slider's value says the same. */
export function Tooltip({ title, note, said, x, top, width }: Props) {
  const side = x > width / 2 ? { right: width - x + 14 } : { left: x + 14 };
  return (
    <div className={css.tooltip} style={{ ...side, top }} aria-hidden="true">
      <p className={css.label}>{title}</p>
      {note && <p className={css.note}>{note}</p>}
      {said.length > 0 && (
        <dl>
          {said.map(({ name, text, accent }) => (
            <div key={name} className={css[accent]}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** The same in one line, for a screen reader. */
export const spokenLine = (title: string, note: string | undefined, said: Said[]) =>
  [title, ...(note ? [note] : []), ...said.map(({ name, text }) => `${name} ${text}`)].join(', ');
