import type { Bounds } from './ask.ts';
import type { Reading } from './reading.ts';
import type { Stop } from './stop.ts';

/** What following `next_token` to the end, or to a stop, has read. */
export interface Chain {
  /** Of what lies within the bounds; undefined when nothing was read. */
  readonly oldest: bigint | undefined;
  readonly newest: bigint | undefined;
  /** Whether posts came that could not be read, and were left out. */
  readonly leftOut: boolean;
  /** Why it did not come to its end; undefined when all within the bounds is read. */
  readonly stop: Stop | undefined;
}

/**
 * Reads all pages within the bounds, newest first. Only a page without `next_token` is the last: X gives short and empty
 * ones in between. Ends, since a run has a page limit.
 */
export async function readChain(bounds: Bounds, reading: Reading): Promise<Chain> {
  const tokens = new Set<string>();
  let range: Omit<Chain, 'stop'> = { oldest: undefined, newest: undefined, leftOut: false };
  let nextToken: string | undefined;
  do {
    const page = await reading.page(bounds, nextToken);
    if ('why' in page) return { ...range, stop: page };
    if (page.unreadable > 0) range = { ...range, leftOut: true };
    for (const tweet of page.tweets) {
      const id = BigInt(tweet.id);
      if (id <= bounds.since || (bounds.until !== undefined && id >= bounds.until)) {
        reading.totals.outside += 1;
        continue;
      }
      reading.found.set(tweet.id, tweet);
      range = widened(range, id);
    }
    nextToken = page.nextToken;
    if (nextToken !== undefined && tokens.has(nextToken)) {
      return { ...range, stop: { why: 'failed', detail: 'X gave the same next_token twice' } };
    }
    if (nextToken !== undefined) tokens.add(nextToken);
  } while (nextToken !== undefined);
  return { ...range, stop: undefined };
}

function widened({ oldest, newest, leftOut }: Omit<Chain, 'stop'>, id: bigint) {
  return {
    leftOut,
    oldest: oldest === undefined || id < oldest ? id : oldest,
    newest: newest === undefined || id > newest ? id : newest,
  };
}
