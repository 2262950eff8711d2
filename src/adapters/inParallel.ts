/**
 * Runs the tasks, at most `limit` (≥ 1) at a time, and gives their results in the order of the tasks. All that were
 * started have ended when this ends. After a failure no new one starts, and the first failure is thrown.
 */
export async function inParallel<T>(limit: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const failures: unknown[] = [];
  const waiting = tasks.entries();
  const work = async () => {
    for (const [index, task] of waiting) {
      try {
        results[index] = await task();
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, tasks.length) }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
