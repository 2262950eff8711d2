import type { Retention } from '../options.ts';
import type { Store } from './store.ts';

const second = 1000;
const checksInRetention = 32;

/** Has a store drop what is too old, from time to time, until it is closed. Keeps no process alive. */
export function retainRegularly(store: Store, retention: Retention, log: (line: string) => void): Store {
  const interval = Math.min(Math.max(retention.milliseconds / checksInRetention, second), 60 * second);
  let underway = Promise.resolve();
  const timer = setInterval(() => {
    underway = underway
      .then(() => store.applyRetention())
      .catch((error: unknown) => log(`Old events cannot be dropped: ${textOf(error)}`));
  }, interval);
  timer.unref();
  return {
    ...store,
    close: async () => {
      clearInterval(timer);
      await underway;
      await store.close();
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
