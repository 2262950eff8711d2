/** Random numbers that can be had again: the seed is printed, and TRIBUTARY_TEST_SEED sets it. */
export function seededRandom(what: string): { readonly seed: number; next(): number; integer(below: number): number } {
  const given = Number(process.env.TRIBUTARY_TEST_SEED);
  const seed = Number.isInteger(given) && given > 0 ? given : 1 + Math.floor(Math.random() * 2 ** 31);
  process.stderr.write(`${what}: TRIBUTARY_TEST_SEED=${seed}\n`);
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to scatter faults.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, integer: (below) => Math.floor(next() * below) };
}
