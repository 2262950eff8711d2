import { setTimeout as delay } from 'node:timers/promises';
import type { TweetEvent } from '../../../src/pipeline/tweetEvent.ts';
import type { Pace } from './pace.ts';
import type { Sender } from './sender.ts';

export interface Load {
  readonly sender: Sender;
  readonly events: Iterator<TweetEvent, never>;
  readonly pace: Pace;
  /** How many events are sent or sure to be, by whomever. */
  readonly promised: () => number;
  readonly isOver: () => boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** So that a partition's share still fits one batch of the SDK. */
const mostAtOnce = 2_000;
const everyMs = 40;

/** Sends events at their pace until it is over. Rejects as the sender does, or with the reason of the signal. */
export async function sendLoad({ sender, events, pace, promised, isOver, now, signal }: Load): Promise<void> {
  while (!isOver()) {
    const due = Math.min(pace.due(now(), promised()), mostAtOnce);
    if (due >= 1) {
      pace.took(due);
      await sender.send(take(events, due), signal);
    }
    if (due < mostAtOnce) await delay(everyMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

function take(events: Iterator<TweetEvent, never>, count: number): readonly TweetEvent[] {
  return Array.from({ length: count }, () => events.next().value);
}
