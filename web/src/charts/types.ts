import type { Anchor } from '../components/MethodLink';
import type { Figure } from '../lib/format';

/** How well a step of time is known; `ahead` is time that has not come yet. */
export type State = 'complete' | 'provisional' | 'partial' | 'missing' | 'ahead';

/** One step of a chart's axis. */
export interface Column {
  key: string;
  /** In full, for tooltip, table and screen readers. */
  label: string;
  /** Its text on the axis; most columns have none. */
  tick?: string;
  state: State;
  /** What a reader must know of this column: how partial, why missing. */
  note?: string;
  /** What the present is called here, `today`; of the one column that it lies in. */
  present?: string;
  href?: string;
}

export const isKnown = ({ state }: Column) => state !== 'missing' && state !== 'ahead';
export const unknownText = ({ state }: Column) => (state === 'ahead' ? 'not yet' : 'no data');

export type Accent = 'energy' | 'bitcoin' | 'money';

/** A name and what is said of it. */
export interface Said {
  name: string;
  text: string;
  accent: Accent;
}

export interface Series {
  name: string;
  about: Anchor;
  kind: 'bar' | 'line' | 'dashes';
  accent: Accent;
  values: Figure[];
  format: (value: Figure) => string;
}

/** Series of one unit over the shared axis. */
export interface Panel {
  unit: string;
  height: number;
  tick: (value: number) => string;
  series: Series[];
}

/** What a heat map tells by colour. */
export interface Measure {
  name: string;
  about: Anchor;
  unit: string;
  format: (value: Figure) => string;
}

/** One row of a heat map over an axis of time. */
export interface HeatRow {
  key: string;
  label: string;
  /** The label where there is little room. */
  short: string;
  /** The row in one figure. */
  total: string;
  /** One for each column; null where it is not known. */
  values: Figure[];
  /** All that is told of one of its cells. */
  said: (column: number) => Said[];
  href?: string;
}
