const lookEveryMs = 20;
const withinMs = 60_000;

/** Resolves when `count()` has reached `wanted`. Rejects when it does not within a minute. */
export async function untilCount(count: () => number, wanted: number): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (count() < wanted) {
    if (performance.now() > endMs) {
      throw new Error(`Of ${wanted} events only ${count()} came within ${withinMs / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
