import type { TableEntity } from '@azure/data-tables';
import type { StoredTweet } from '../pipeline/storedTweet.ts';

/** The row as the SDK sends it. Only an Int64 needs its type said: a JavaScript number is stored as Int32 or Double. */
export function tweetEntity({ sequenceNumber, ...row }: StoredTweet): TableEntity {
  return { ...row, sequenceNumber: BigInt(sequenceNumber) };
}
