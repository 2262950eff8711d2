import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is yes. For a state that nobody announces; rejects at the time limit. */
export async function until(
  isSo: () => Promise<boolean> | boolean,
  { withinMs, otherwise }: { readonly withinMs: number; readonly otherwise: () => string },
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`After ${withinMs} ms: ${otherwise()}`);
    await delay(100);
  }
}
