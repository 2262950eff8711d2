import type { SourcedStep } from '../publishTweets.ts';
import type { Tweet } from '../tweet.ts';
import { formatPollState } from './formatPollState.ts';
import { PollError } from './pollError.ts';
import type { HeldState } from './pollStateStore.ts';
import type { StatesAfter } from './statesAfter.ts';

/** Posts per step: what a crash repeats at most. */
export const postsPerStep = 100;

/** The steps of a run. Cursor and hole move with the last one; before it only the list of what was sent grows. */
export async function* stepsOf(
  fresh: readonly Tweet[],
  { meanwhile, atLast, held }: StatesAfter & { readonly held: HeldState },
): AsyncGenerator<SourcedStep> {
  if (fresh.length === 0) return await held.save(formatPollState(atLast));
  const sent = new Set(meanwhile.sent);
  for (let start = 0; start < fresh.length; start += postsPerStep) {
    if (!held.isHeld())
      throw new PollError('state-taken', 'Another run may have begun, so this one publishes no more.');
    const items = fresh.slice(start, start + postsPerStep);
    for (const { id } of items) sent.add(BigInt(id));
    const isLast = start + postsPerStep >= fresh.length;
    yield { items, taken: once(() => held.save(formatPollState(isLast ? atLast : { ...meanwhile, sent }))) };
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let acting: Promise<void> | undefined;
  return () => {
    acting ??= act();
    return acting;
  };
}
