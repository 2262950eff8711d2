import type { TweetStore } from '../tweetStore.ts';
import { ceilingTime } from './ceilingTime.ts';
import type { RowCensus } from './rowCensus.ts';

/** There are so many rows that those who write wait for those who delete. The batch is to be given again. */
export class TooManyRowsError extends Error {
  readonly code = 'too-many-rows';
  override readonly name = 'TooManyRowsError';
}

export interface Room {
  readonly census: Pick<RowCensus, 'rows' | 'rowsPerSecond' | 'isLimitedSince'>;
  readonly maxRows: number;
  readonly now: () => Date;
}

/** Some 400 rows a second until `limitTweets` comes again. Faster senders are held to about that. */
const roomAbove = 25_000;
/** Longer than a run of `limitTweets` and the minute after it. */
const limitedWithinMs = 330_000;

/**
 * A store that takes nothing while there are far more rows than `maxRows`, and rejects with TooManyRowsError: the hub keeps
 * the events. Otherwise a table into which more is written than can be deleted grows without end, and with each row deleting
 * takes longer (measured with Azurite: a row takes 0.7 ms at 74,000 rows, 2.6 ms at 150,000, and 0.2 ms to write).
 */
export function waitingForRoom({ census, maxRows, now }: Room, store: TweetStore): TweetStore {
  const isFull = () =>
    census.rows > maxRows + roomAbove &&
    // Else nobody would ever make room: in this process nobody does, or all rows are of one second.
    census.isLimitedSince(limitedWithinMs, now()) &&
    ceilingTime(census.rowsPerSecond, maxRows) !== undefined;
  return {
    upsert: async (tweets, end, watch) => {
      if (isFull()) throw tooMany(census.rows, maxRows);
      return await store.upsert(tweets, end, watch);
    },
  };
}

function tooMany(rows: number, maxRows: number): TooManyRowsError {
  const fact = `There are ${rows} rows, and TWEET_MAX_ROWS is ${maxRows}.`;
  return new TooManyRowsError(`${fact} limitTweets makes room within minutes; until then the hub keeps the events.`);
}
