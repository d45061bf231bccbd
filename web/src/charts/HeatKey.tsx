import { MethodLink } from '../components/MethodLink';
import { tick } from '../lib/format';
import type { Measure } from './types';
import css from './Heat.module.css';

/** The colours with their bounds: from a true zero up. */
export function HeatKey({ bounds, measure: { unit, about } }: { bounds: number[]; measure: Measure }) {
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
      <li className={css.unit}>
        <MethodLink about={about}>{unit}</MethodLink>
      </li>
    </ul>
  );
}

const Swatch = ({ colour }: { colour: number }) => (
  <span className={css.swatch} style={{ background: `var(--heat-${colour})` }} />
);
