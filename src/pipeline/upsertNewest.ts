import type { Rejection } from './deadLetter.ts';
import type { HubEvent } from './eventBatch.ts';
import type { StoredTweet } from './storedTweet.ts';
import type { TweetStore } from './tweetStore.ts';

/** One event's row, and the event before it in the batch that has the same row. */
export interface Version {
  readonly row: StoredTweet;
  readonly event: HubEvent;
  readonly earlier?: Version;
}

export interface RejectedEvent extends Rejection {
  readonly event: HubEvent;
}

export interface Upserted {
  /** Rows written. */
  readonly stored: number;
  readonly refused: readonly RejectedEvent[];
}

/**
 * Leaves each row as writing one event after the other would: the last version wins, and where storage refuses that
 * one, the version before it. Ends, since each round takes a version away.
 */
export async function upsertNewest(newest: readonly Version[], tweets: TweetStore): Promise<Upserted> {
  const refused: RejectedEvent[] = [];
  let stored = 0;
  let waiting = newest;
  while (waiting.length > 0) {
    const rejected = await upsert(waiting, tweets);
    stored += waiting.length - rejected.length;
    refused.push(...rejected.map(({ version, message }) => refusal(version.event, message)));
    waiting = rejected.flatMap(({ version }) => (version.earlier ? [version.earlier] : []));
  }
  return { stored, refused };
}

async function upsert(versions: readonly Version[], tweets: TweetStore) {
  const versionOf = new Map(versions.map((version) => [version.row, version]));
  const rejected = await tweets.upsert(versions.map(({ row }) => row));
  return rejected.map(({ tweet, message }) => {
    const version = versionOf.get(tweet);
    if (version === undefined) throw new TypeError('The store rejected a tweet that it was not given.');
    return { version, message };
  });
}

function refusal(event: HubEvent, message: string): RejectedEvent {
  return { event, reason: 'refused-by-storage', message: `Storage can never take this row: ${message}` };
}
