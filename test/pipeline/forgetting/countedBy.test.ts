import { expect, it } from '@jest/globals';
import { countedBy } from '../../../src/pipeline/forgetting/countedBy.ts';
import { RowCensus } from '../../../src/pipeline/forgetting/rowCensus.ts';
import { RunEndedError, unending } from '../../../src/pipeline/storing/runEnd.ts';
import { unwatched } from '../../../src/pipeline/tweetStore.ts';
import { aStoredTweet } from '../../support/aStoredTweet.ts';
import { MemoryTweetStore } from '../../support/memoryTweetStore.ts';

it('lets whoever watches know of each row, and the census too', async () => {
  const census = new RowCensus();
  const told: string[] = [];
  await countedBy(census, new MemoryTweetStore()).upsert([aStoredTweet({ id: '20' })], unending, {
    ...unwatched,
    acknowledged: (writes) => told.push(...writes.map(({ tweet }) => tweet.id)),
  });
  expect(told).toEqual(['20']);
  expect([...census.rowsPerSecond.values()]).toEqual([1]);
});

it('leaves off when it has to, and counts nothing of that', async () => {
  const census = new RowCensus();
  const stopping = new RunEndedError('stopping', 'The app is stopping.');
  const end = { noNewRequests: AbortSignal.abort(stopping), noRequests: AbortSignal.abort(stopping) };
  await expect(countedBy(census, new MemoryTweetStore()).upsert([aStoredTweet()], end)).rejects.toBe(stopping);
  expect(census.rowsPerSecond.size).toBe(0);
});
