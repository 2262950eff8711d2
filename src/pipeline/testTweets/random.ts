/** Numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/** mulberry32: 32 bits of state, good enough for texts. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the values, each as likely as the others. */
export function pick<T extends readonly [unknown, ...unknown[]]>(random: Random, values: T): T[number] {
  return values[Math.floor(random() * values.length)] ?? values[0];
}

/** True in `share` of the cases. */
export function chance(random: Random, share: number): boolean {
  return random() < share;
}

/** A whole number ≥ 0 of a log-normal distribution with this median; a few come out far larger than most. */
export function logNormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.floor(median * Math.exp(sigma * normal));
}
