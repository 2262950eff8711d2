import { type DeadLetter, deadLetter, letterNameOf, type Rejection } from '../deadLetter.ts';
import type { EventBatch, HubEvent } from '../eventBatch.ts';
import type { DeadLetterStore } from '../storeTweets.ts';
import type { RunEnd } from '../storing/runEnd.ts';

/** An event that can never become a row, and why. */
export interface RejectedEvent extends Rejection {
  readonly event: HubEvent;
}

export interface WriteLetters {
  readonly deadLetters: Pick<DeadLetterStore, 'write' | 'properties'>;
  readonly now: () => Date;
  readonly end: RunEnd;
}

/**
 * Writes a letter of each event, the last one where several have the same name. A replay that failed again leaves the
 * properties of its event, which a replay has in part only, as the letter before had them. Rejects as the store does.
 */
export async function writeLetters(
  rejected: readonly RejectedEvent[],
  batch: EventBatch,
  { deadLetters, now, end }: WriteLetters,
): Promise<void> {
  if (rejected.length === 0) return;
  const named = new Map(rejected.map((each) => [letterNameOf(each.event, batch), each]));
  const again = [...named].filter(([, { event }]) => event.origin !== undefined).map(([name]) => name);
  const before = again.length === 0 ? undefined : await deadLetters.properties(again, end);
  // Made one by one as they are written: a batch may hold a thousand events of 1 MB, and a letter is larger than its event.
  function* letters(): Generator<DeadLetter> {
    for (const [name, { event, ...why }] of named) {
      const { content } = deadLetter(event, batch, why, now());
      yield { name, content: { ...content, ...before?.get(name) } };
    }
  }
  await deadLetters.write(letters(), end);
}
