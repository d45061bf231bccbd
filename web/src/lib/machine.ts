import type { MinerId } from '../api/types';

/** A machine of the reader's own beside those of the catalogue: `custom:25.5` makes a terahash with 25.5 joules. */
const CUSTOM = 'custom:';
const LEAST = 0.1;
const MOST = 100_000;

export const customMiner = (joulesPerTh: string): MinerId => `${CUSTOM}${joulesPerTh}` as MinerId;

export const isCustom = (miner: string) => miner.startsWith(CUSTOM);

/** J/TH of the reader's own machine, as it was written; nothing for a miner of the catalogue. */
export const joulesOf = (miner: string) => (isCustom(miner) ? miner.slice(CUSTOM.length) : undefined);

export const JOULES_ALLOWED = `a number from ${LEAST} to ${MOST.toLocaleString('en-GB')} with six decimals at most`;

export const isJoules = (text: string) =>
  /^\d{1,6}(\.\d{1,6})?$/.test(text) && Number(text) >= LEAST && Number(text) <= MOST;

type Listed = Exclude<MinerId, `custom:${string}`>;

/** A machine in the API's words. */
export const machineQuery = (miner: MinerId): { miner: Listed } | { joules_per_th: number } => {
  const joules = joulesOf(miner);
  return joules === undefined ? { miner: miner as Listed } : { joules_per_th: Number(joules) };
};

/** Summaries tell of every listed miner by themselves; of the reader's own where they are asked. */
export const ownMachineQuery = (miner: MinerId): { joules_per_th?: number } =>
  isCustom(miner) ? { joules_per_th: Number(joulesOf(miner)) } : {};
