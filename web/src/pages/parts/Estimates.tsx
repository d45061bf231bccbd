import type { Summary } from '../../api/types';
import { gbp, ratio, withMwh } from '../../lib/format';
import { MethodLink } from '../../components/MethodLink';
import css from '../Page.module.css';

/** Figures that are of another kind than the payment, each under its own name; none where it is not known. */
export function Estimates({ summary }: { summary: Summary }) {
  const { replacement_gbp, wind_generation_mwh, curtailed_share } = summary;
  const known = (
    [
      { name: 'Replacement power, estimate', about: 'replacement', value: replacement_gbp, text: gbp(replacement_gbp) },
      { name: 'Wind power generated', about: 'wind', value: wind_generation_mwh, text: withMwh(wind_generation_mwh) },
      {
        name: 'Switched off, of generation + curtailed',
        about: 'wind',
        value: curtailed_share,
        text: `${ratio((curtailed_share ?? 0) * 100)} %`,
      },
    ] as const
  ).filter(({ value }) => value != null);
  if (known.length === 0) return null;
  return (
    <dl className={css.facts}>
      {known.map(({ name, about, text }) => (
        <div key={name}>
          <dt>
            <MethodLink about={about}>{name}</MethodLink>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
