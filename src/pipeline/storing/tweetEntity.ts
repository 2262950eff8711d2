import type { StoredTweet } from '../storedTweet.ts';
import type { Entity } from './entity.ts';
import { escapeKey } from './escapeKey.ts';
import { splitTexts } from './splitTexts.ts';

/** The row as it stands in the table. Only an Int64 needs its type said: a number becomes an Int32 or a Double. */
export function tweetEntity(row: StoredTweet): Entity {
  return splitTexts({
    ...row,
    partitionKey: escapeKey(row.partitionKey),
    rowKey: escapeKey(row.rowKey),
    sequenceNumber: BigInt(row.sequenceNumber),
  });
}
