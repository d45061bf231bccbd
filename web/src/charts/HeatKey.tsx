import { tick } from '../lib/format';
import css from './Heat.module.css';

/** The colours with their bounds: from a true zero up. */
export function HeatKey({ bounds, unit }: { bounds: number[]; unit: string }) {
  return (
    <ul className={css.scale} aria-label={`Colours, in ${unit}`}>
      <li>
        <Swatch colour={0} />0
      </li>
      {bounds.map((bound, index) => (
        <li key={bound}>
          <Swatch colour={index + 1} />
          <span className="visually-hidden">up to </span>
          {tick(bound)}
        </li>
      ))}
      <li className={css.unit}>{unit}</li>
    </ul>
  );
}

const Swatch = ({ colour }: { colour: number }) => (
  <span className={css.swatch} style={{ background: `var(--heat-${colour})` }} />
);
