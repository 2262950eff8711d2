import type { SourcedStep } from '../publishTweets.ts';
import type { Tweet } from '../tweet.ts';
import { formatPollState } from './formatPollState.ts';
import { PollError } from './pollError.ts';
import type { PollState } from './pollState.ts';
import type { HeldState } from './pollStateStore.ts';
import type { StatesAfter } from './statesAfter.ts';

/** Posts per step: what a crash repeats at most. */
export const postsPerStep = 100;

export interface StepsOptions extends StatesAfter {
  readonly held: HeldState;
  /** Called when all is published, right before `atLast` is saved: after a save the process may be gone. */
  readonly beforeLast: () => void;
  /** The state with what is to be remembered of a hub that did not take a step. */
  readonly untaken: (state: PollState) => PollState;
}

/** The steps of a run. Cursor and hole move with the last one; before it only the list of what was sent grows. */
export async function* stepsOf(
  fresh: readonly Tweet[],
  { meanwhile, atLast, held, beforeLast, untaken }: StepsOptions,
): AsyncGenerator<SourcedStep> {
  if (fresh.length === 0) {
    beforeLast();
    return await held.save(formatPollState(atLast));
  }
  const sent = new Set(meanwhile.sent);
  let state = meanwhile;
  let isPublished = true;
  try {
    for (let start = 0; start < fresh.length; start += postsPerStep) {
      if (!held.isHeld())
        throw new PollError('state-taken', 'Another run may have begun, so this one publishes no more.');
      const items = fresh.slice(start, start + postsPerStep);
      const isLast = start + postsPerStep >= fresh.length;
      isPublished = false;
      const taken = once(async () => {
        isPublished = true;
        for (const { id } of items) sent.add(BigInt(id));
        if (isLast) beforeLast();
        state = isLast ? atLast : { ...meanwhile, sent: new Set(sent) };
        await held.save(formatPollState(state));
      });
      yield { items, taken };
    }
  } finally {
    // The error of the hub is the one to be reported.
    if (!isPublished) await held.save(formatPollState(untaken(state))).catch(() => undefined);
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let acting: Promise<void> | undefined;
  return () => {
    acting ??= act();
    return acting;
  };
}
