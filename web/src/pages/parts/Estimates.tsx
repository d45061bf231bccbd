import { Link } from 'wouter';
import type { Summary } from '../../api/types';
import { gbp, ratio, withMwh } from '../../lib/format';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

/** Figures that are of another kind than the payment, each under its own name; none where it is not known. */
export function Estimates({ summary }: { summary: Summary }) {
  const { href } = useView();
  const { replacement_gbp, wind_generation_mwh, curtailed_share } = summary;
  const known = [
    { name: 'Replacement power, estimate', value: replacement_gbp, text: gbp(replacement_gbp) },
    { name: 'Wind power generated', value: wind_generation_mwh, text: withMwh(wind_generation_mwh) },
    {
      name: 'Switched off, of generation + curtailed',
      value: curtailed_share,
      text: `${ratio((curtailed_share ?? 0) * 100)} %`,
    },
  ].filter(({ value }) => value != null);
  if (known.length === 0) return null;
  return (
    <dl className={css.facts}>
      {known.map(({ name, text }) => (
        <div key={name}>
          <dt>
            <Link href={href('/method#replacement')}>{name}</Link>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
