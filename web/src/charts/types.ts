import type { Figure } from '../lib/format';

/** One step of the shared horizontal axis. */
export interface Column {
  key: string;
  /** In full, for tooltip, table and screen readers. */
  label: string;
  /** Its text on the axis; most columns have none. */
  tick?: string;
  state: 'complete' | 'partial' | 'missing';
  /** What a reader must know of this column: how partial, why missing. */
  note?: string;
  href?: string;
}

export type Accent = 'energy' | 'bitcoin' | 'money';

export interface Series {
  name: string;
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
