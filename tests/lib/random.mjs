// Repeatable chance: the same seed draws the same.
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  /** 0 to below 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  /** A whole number from least to most. */
  whole(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }
  of(list) {
    return list[this.whole(0, list.length - 1)];
  }
  chance(share) {
    return this.next() < share;
  }
}

/** The run's chance, seeded by TEST_SEED, else by the clock; a test names its seed, so that a failure can be drawn again. */
export const seeded = () => {
  const seed = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000_007);
  return Object.assign(new Random(seed), { seed });
};
