import type { StoredTweet } from '../storedTweet.ts';
import type { RejectedTweet } from '../tweetStore.ts';
import { brokenLimit } from './brokenLimit.ts';
import { encodedBytes } from './encodedBytes.ts';
import type { Entity } from './entity.ts';
import { tweetEntity } from './tweetEntity.ts';

/** A row, and what is sent for it. */
export interface Write {
  readonly tweet: StoredTweet;
  readonly entity: Entity;
}

export interface WritePlan {
  /**
   * Each of one PartitionKey and within the limits of one request: a lone row is an upsert, more are a transaction. No
   * two writes of a plan touch one row, so the requests may be sent in any order, and all at once.
   */
  readonly requests: readonly (readonly Write[])[];
  /** Rows of which the batch has a later version, oldest first. */
  readonly superseded: readonly StoredTweet[];
  /** What Table storage can never take. */
  readonly refused: readonly RejectedTweet[];
}

/** https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions */
export const mostWrites = 100;
const mostRequestBytes = 4 * 1024 * 1024;
/** For what surrounds the entities, and for a client that writes a little more than today's. */
const slackBytes = 64 * 1024;

/** The requests that leave a table as writing one row after the other would, the last of each winning. */
export function planWrites(tweets: readonly StoredTweet[]): WritePlan {
  const byKey = new Map<string, Write>();
  const superseded: StoredTweet[] = [];
  const refused: RejectedTweet[] = [];
  for (const tweet of tweets) {
    const entity = tweetEntity(tweet);
    const message = brokenLimit(entity);
    if (message !== undefined) {
      refused.push({ tweet, message });
      continue;
    }
    // No key holds a slash.
    const key = `${entity.partitionKey}/${entity.rowKey}`;
    const earlier = byKey.get(key);
    if (earlier !== undefined) superseded.push(earlier.tweet);
    byKey.set(key, { tweet, entity });
  }
  return { requests: requestsOf([...byKey.values()]), superseded, refused };
}

function requestsOf(writes: readonly Write[]): readonly (readonly Write[])[] {
  const byPartition = new Map<string, Write[]>();
  for (const write of writes) {
    const { partitionKey } = write.entity;
    const known = byPartition.get(partitionKey);
    if (known) known.push(write);
    else byPartition.set(partitionKey, [write]);
  }
  return [...byPartition.values()].flatMap(cut);
}

/** Parts of even size: two of 51 are written faster, side by side, than one of 100 and one of 2. */
function cut(writes: readonly Write[]): readonly (readonly Write[])[] {
  const most = Math.ceil(writes.length / Math.ceil(writes.length / mostWrites));
  const requests: Write[][] = [];
  let request: Write[] = [];
  let left = 0;
  for (const write of writes) {
    const bytes = encodedBytes(write.entity);
    if (request.length === 0 || request.length === most || bytes > left) {
      request = [];
      requests.push(request);
      left = mostRequestBytes - slackBytes;
    }
    request.push(write);
    left -= bytes;
  }
  return requests;
}
