import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useView } from '../lib/view';

export type Anchor =
  | 'curtailment'
  | 'definitions'
  | 'payment'
  | 'replacement'
  | 'bitcoin'
  | 'dilution'
  | 'value'
  | 'ratio'
  | 'miners'
  | 'coverage'
  | 'left-out'
  | 'sources';

/** The name of a figure, leading to how it is made. */
export function MethodLink({ about, children }: { about: Anchor; children: ReactNode }) {
  const { href } = useView();
  return (
    <Link href={href(`/method#${about}`)} title="How this figure is made">
      {children}
    </Link>
  );
}
