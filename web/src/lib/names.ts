import type { Miner } from '../api/types';
import { isCustom, joulesOf } from './machine';

const DEFINITIONS: Record<string, string> = { so_flagged: 'SO-flagged bids', all_bids: 'All accepted bids' };

/** An id without a name of its own stands for itself. */
export const definitionName = (id: string) => DEFINITIONS[id] ?? id;

export const minerName = (miners: Miner[] | undefined, id: string) =>
  isCustom(id)
    ? `machine of ${joulesOf(id)} J/TH`
    : (miners?.find(({ miner }) => miner === id)?.name ?? id.replaceAll('_', ' '));

export const partyName = (party: string | null | undefined) => party ?? 'Lead party not known';
