import type { WriteWatch } from '../tweetStore.ts';
import type { Acknowledged } from './timings.ts';

/** Notes what a store tells of its requests: a few numbers and a list of what it wrote, one entry per request. */
export function watchWrites(now: () => Date) {
  const counts = { transactions: 0, throttled: 0, retries: 0 };
  const acknowledged: Acknowledged[] = [];
  const watch: WriteWatch = {
    sent: (isRepeat) => {
      counts.transactions += 1;
      if (isRepeat) counts.retries += 1;
    },
    throttled: () => {
      counts.throttled += 1;
    },
    acknowledged: (writes) => {
      acknowledged.push({ atMs: now().getTime(), writes });
    },
  };
  return { watch, counts, acknowledged };
}
