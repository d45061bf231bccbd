// The lines of a benchmark: what was timed, and each target with what was measured against it.
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A measured thing and its size in words: `measured('libcurl alone', '1.31 s')`. */
export function measured(name, size) {
  console.log(`        ${name.padEnd(64)} ${size}`);
}

/** A target: the ratio may be `most` or must be `least`. A target that is missed makes the program end with 1. */
export function target(name, ratio, { least = -Infinity, most = Infinity }) {
  const met = ratio >= least && ratio <= most;
  const limit = most === Infinity ? `at least ${least}` : `at most ${most}`;
  const off = met ? '' : `, off by ${(Math.abs(ratio / (ratio < least ? least : most) - 1) * 100).toFixed(0)} %`;
  console.log(`${met ? 'met    ' : 'MISSED '} ${name.padEnd(64)} ${ratio.toPrecision(3)} (${limit}${off})`);
  if (!met) process.exitCode = 1;
}
