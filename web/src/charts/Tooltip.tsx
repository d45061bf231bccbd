import type { Column, Panel } from './types';
import css from './Tooltip.module.css';

interface Props {
  column: Column;
  index: number;
  panels: Panel[];
  x: number;
  width: number;
}

/** All figures of one column. Hidden from screen readers: the slider's value says the same. */
export function Tooltip({ column, index, panels, x, width }: Props) {
  const side = x > width / 2 ? { right: width - x + 14 } : { left: x + 14 };
  return (
    <div className={css.tooltip} style={side} aria-hidden="true">
      <p className={css.label}>{column.label}</p>
      {column.note && <p className={css.note}>{column.note}</p>}
      {column.state !== 'missing' && (
        <dl>
          {panels.flatMap(({ series }) =>
            series.map(({ name, accent, values, format }) => (
              <div key={name} className={css[accent]}>
                <dt>{name}</dt>
                <dd>{format(values[index])}</dd>
              </div>
            )),
          )}
        </dl>
      )}
    </div>
  );
}
