/** How many a second, of `count` that the work takes whole. */
export async function rate(count: number, work: () => Promise<void> | void): Promise<number> {
  const startMs = performance.now();
  await work();
  return count / ((performance.now() - startMs) / 1000);
}

/** The middle one; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('There is no median of nothing.');
  return middle;
}
