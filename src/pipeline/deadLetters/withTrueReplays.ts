import { letterNameOf } from '../deadLetter.ts';
import type { EventBatch, HubEvent } from '../eventBatch.ts';
import type { DeadLetterStore } from '../storeTweets.ts';
import type { RunEnd } from '../storing/runEnd.ts';
import { bodyDigest } from './bodyDigest.ts';
import { claimedOrigin } from './replayOrigin.ts';

/**
 * The batch, in which those events that are replays have their origin. Whoever may send can name any letter, which would
 * then be removed for a row that is not its own, or overwritten. A replay has the very body of its letter, and of what
 * this batch holds already in that place: the event itself, or another replay of it. The body of a letter that is gone
 * is not known any more; there the claim is believed, since a batch comes again after its letters were removed.
 */
export async function withTrueReplays(
  batch: EventBatch,
  letters: Pick<DeadLetterStore, 'bodyDigests'>,
  end: RunEnd,
): Promise<EventBatch> {
  const claims = new Map(batch.events.flatMap((event) => claimOf(event, batch)));
  if (claims.size === 0) return batch;
  const claimed = new Set([...claims.values()].map(({ name }) => name));
  const digests = new Map(await letters.bodyDigests([...claimed], end));
  const take = (name: string, event: HubEvent) => {
    if (claimed.has(name)) digests.set(name, bodyDigest(event.body));
    return event;
  };
  for (const event of batch.events) if (!claims.has(event)) take(letterNameOf(event, batch), event);
  const judge = (event: HubEvent, { name, replay }: Claim) => {
    const digest = digests.get(name);
    if (digest === undefined) return take(name, replay);
    return digest === bodyDigest(event.body) ? replay : take(letterNameOf(event, batch), event);
  };
  const events = batch.events.map((event) => {
    const claim = claims.get(event);
    return claim === undefined ? event : judge(event, claim);
  });
  return { ...batch, events };
}

interface Claim {
  /** The event, if it is a replay. */
  readonly replay: HubEvent;
  /** Of the letter that it names. */
  readonly name: string;
}

function claimOf(event: HubEvent, batch: EventBatch): readonly (readonly [HubEvent, Claim])[] {
  const origin = claimedOrigin(event);
  if (origin === undefined) return [];
  const replay = { ...event, origin };
  return [[event, { replay, name: letterNameOf(replay, batch) }]];
}
