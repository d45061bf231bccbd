/** The formula of the Bitcoin figures one step at a time, in floating point: to show, never to replace the API's exact figures. */
export interface HalfHourInputs {
  curtailed_mwh: number;
  joules_per_th: number;
  difficulty: number;
  /** BTC a block. */
  subsidy: number;
}

const JOULES_PER_MWH = 3.6e9;
const HASHES_PER_TH = 1e12;
const HASHES_PER_DIFFICULTY = 2 ** 32;
const BLOCK_SECONDS = 600;
const HALF_HOUR_SECONDS = 1800;

export function steps({ curtailed_mwh, joules_per_th, difficulty, subsidy }: HalfHourInputs) {
  const joules = curtailed_mwh * JOULES_PER_MWH;
  const terahashes = joules / joules_per_th;
  const hashesPerBlock = difficulty * HASHES_PER_DIFFICULTY;
  const blocks = (terahashes * HASHES_PER_TH) / hashesPerBlock;
  const network = hashesPerBlock / BLOCK_SECONDS;
  const fleet = (terahashes * HASHES_PER_TH) / HALF_HOUR_SECONDS;
  const bitcoin = blocks * subsidy;
  return {
    joules,
    terahashes,
    hashesPerBlock,
    blocks,
    bitcoin,
    network,
    fleet,
    diluted: (bitcoin * network) / (network + fleet),
  };
}

const FIRST_SUBSIDY = 50;
const HALVING_BLOCKS = 210_000;

/** Halved every 210,000 blocks. */
export const subsidyAt = (height: number) => FIRST_SUBSIDY / 2 ** Math.floor(height / HALVING_BLOCKS);
