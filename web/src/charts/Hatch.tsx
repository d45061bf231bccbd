import css from './Hatch.module.css';

/** The fill of a gap: what is not known is neither zero nor empty. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line className={css.hatch} x1="0" x2="0" y1="0" y2="6" />
      </pattern>
    </defs>
  );
}
