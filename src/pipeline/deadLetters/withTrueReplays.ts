import { letterNameOf } from '../deadLetter.ts';
import type { EventBatch, HubEvent } from '../eventBatch.ts';
import type { DeadLetterStore } from '../storeTweets.ts';
import type { RunEnd } from '../storing/runEnd.ts';
import { bodyDigest } from './bodyDigest.ts';
import { ownProperties, replayOrigin } from './replayOrigin.ts';

/**
 * The batch, with events that only claim to be replays taken for new ones. Whoever may send can name any letter, which
 * would then be removed for a row that is not its own, or overwritten. A replay has the very body of its letter, and of
 * the event itself where the batch holds that too. A letter that is gone was replayed or discarded, and cannot be harmed:
 * there the claim is believed, since a batch comes again.
 */
export async function withTrueReplays(
  batch: EventBatch,
  letters: Pick<DeadLetterStore, 'bodyDigests'>,
  end: RunEnd,
): Promise<EventBatch> {
  const names = new Map(batch.events.filter(isReplay).map((event) => [event, letterNameOf(event, batch)]));
  if (names.size === 0) return batch;
  const claimed = new Set(names.values());
  const digests = new Map([...(await letters.bodyDigests([...claimed], end)), ...digestsIn(batch, claimed)]);
  const isFalse = (event: HubEvent) => {
    const digest = digests.get(names.get(event) ?? '');
    return digest !== undefined && digest !== bodyDigest(event.body);
  };
  return { ...batch, events: batch.events.map((event) => (isFalse(event) ? asNew(event) : event)) };
}

/** Of the events whose letters are claimed. One that comes for the first time may have no letter yet. */
function digestsIn(batch: EventBatch, claimed: ReadonlySet<string>): readonly (readonly [string, string])[] {
  return batch.events
    .filter((event) => !isReplay(event))
    .map((event) => [letterNameOf(event, batch), event.body] as const)
    .filter(([name]) => claimed.has(name))
    .map(([name, body]) => [name, bodyDigest(body)]);
}

function isReplay({ properties }: HubEvent): boolean {
  return replayOrigin(properties) !== undefined;
}

function asNew(event: HubEvent): HubEvent {
  return { ...event, properties: ownProperties(event.properties) };
}
