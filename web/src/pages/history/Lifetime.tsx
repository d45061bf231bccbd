import type { ReactNode } from 'react';
import type { LifetimeTotals } from '../../api/types';
import { DateLink } from '../../components/DateLink';
import { type Figure, megawatts, NOT_KNOWN } from '../../lib/format';
import css from '../Page.module.css';

interface Props {
  totals: LifetimeTotals;
  /** MW, in the register. */
  capacity: Figure;
  capacityTitle: string;
  children?: ReactNode;
}

/** What the register says, and when it was first and last switched off. */
export function Lifetime({ totals, capacity, capacityTitle, children }: Props) {
  return (
    <dl className={css.facts}>
      <div>
        <dt>{capacityTitle}</dt>
        <dd>{capacity == null ? NOT_KNOWN : `${megawatts(capacity)} MW`}</dd>
      </div>
      <div>
        <dt>First switched off</dt>
        <dd>
          <DateLink date={totals.first_curtailment} />
        </dd>
      </div>
      <div>
        <dt>Last switched off</dt>
        <dd>
          <DateLink date={totals.last_curtailment} />
        </dd>
      </div>
      {children}
    </dl>
  );
}
