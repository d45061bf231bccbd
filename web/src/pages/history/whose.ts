import type { DefinitionId, MinerId } from '../../api/types';

/** One wind farm unit or one lead party, as `/mining` takes it. */
export type Whose = { farm: string } | { lead_party: string };

/** A stretch of settlement dates, both included. */
export interface Range {
  from: string;
  to: string;
}

export interface Choices {
  definition: DefinitionId;
  miner: MinerId;
}

/** Rows a page: more than any history has. */
export const ALL = 1000;
