import type { TweetStore } from '../tweetStore.ts';
import type { RowCensus } from './rowCensus.ts';

/** A store that tells the census of every row it has written. What failed comes again, and is told then. */
export function countedBy(census: Pick<RowCensus, 'add'>, store: TweetStore): TweetStore {
  return {
    upsert: async (tweets, end, watch) => {
      const rejected = await store.upsert(tweets, end, watch);
      census.add(tweets);
      return rejected;
    },
  };
}
