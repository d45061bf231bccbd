import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useView } from '../lib/view';

export type Anchor =
  | 'curtailment'
  | 'definitions'
  | 'payment'
  | 'replacement'
  | 'wind'
  | 'bitcoin'
  | 'dilution'
  | 'value'
  | 'ratio'
  | 'miners'
  | 'coverage'
  | 'freshness'
  | 'left-out'
  | 'sources';

export interface Meaning {
  title: string;
  /** Where the method page tells how it is made. */
  about?: Anchor;
}

/** The name of a figure, leading to how it is made. */
export function MethodLink({ about, children }: { about: Anchor; children: ReactNode }) {
  const { href } = useView();
  return (
    <Link href={href(`/method#${about}`)} title="How this figure is made">
      {children}
    </Link>
  );
}

/** Under a table whose titles are buttons: the titles again, each leading to how its figures are made. */
export function Meanings({ of }: { of: Meaning[] }) {
  const made = new Map(
    of.flatMap(({ title, about }) => (about ? [[title.replace(/,.*/, '').toLowerCase(), about]] : [])),
  );
  return (
    <span>
      How it is made:{' '}
      {[...made].map(([name, about], index) => (
        <Fragment key={name}>
          {index > 0 && ', '}
          <MethodLink about={about}>{name}</MethodLink>
        </Fragment>
      ))}
    </span>
  );
}
