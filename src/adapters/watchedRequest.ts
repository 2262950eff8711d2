import type { Write } from '../pipeline/storing/planWrites.ts';
import type { WriteWatch } from '../pipeline/tweetStore.ts';
import { statusOf } from './statusOf.ts';

/** Sends a request, and lets nothing of its outcome change. */
export type WatchedRequest = (send: () => Promise<void>) => Promise<void>;

/** Too many requests, and what Table storage answers when a partition or the account is at its limit. */
const busy: readonly (number | undefined)[] = [429, 500, 503];

/** Tells of one request, however often it is sent. */
export function watchedRequest(writes: readonly Write[], watch: WriteWatch): WatchedRequest {
  let isRepeat = false;
  return async (send) => {
    watch.sent(isRepeat);
    isRepeat = true;
    try {
      await send();
    } catch (error) {
      if (busy.includes(statusOf(error))) watch.throttled();
      throw error;
    }
    watch.acknowledged(writes);
  };
}
