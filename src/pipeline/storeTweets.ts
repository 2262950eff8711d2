import type { DeadLetter, LetterProperties } from './deadLetter.ts';
import { settledLetters } from './deadLetters/settledLetters.ts';
import { withTrueReplays } from './deadLetters/withTrueReplays.ts';
import { type RejectedEvent, writeLetters } from './deadLetters/writeLetters.ts';
import { decodeBody } from './decodeBody.ts';
import type { EventBatch, HubEvent } from './eventBatch.ts';
import { type StoredTweet, textRow, tweetRow } from './storedTweet.ts';
import type { RunEnd } from './storing/runEnd.ts';
import { type BatchOutcome, type BatchTelling, tellBatch } from './telemetry/tellBatch.ts';
import type { RejectedTweet, TweetStore, WriteWatch } from './tweetStore.ts';

export interface DeadLetterStore {
  /**
   * Writing a letter again replaces it. Takes the next one when there is a request free for it, and none after a failure.
   * Resolves when all are durable; rejects when any may not be, or with RunEndedError at `end`.
   */
  write(letters: Iterable<DeadLetter>, end?: RunEnd): Promise<void>;
  /** Resolves when no letter of these names is left; those that never were are no fault. Rejects as `write` does. */
  remove(names: readonly string[], end?: RunEnd): Promise<void>;
  /** The `bodyDigest` of each of these letters that is there, by name. Rejects as `write` does. */
  bodyDigests(names: readonly string[], end?: RunEnd): Promise<ReadonlyMap<string, string>>;
  /** The properties in each of these letters that is there, by name. Rejects as `write` does. */
  properties(names: readonly string[], end?: RunEnd): Promise<ReadonlyMap<string, LetterProperties>>;
}

export interface StoreTweets extends BatchTelling {
  readonly tweets: TweetStore;
  readonly deadLetters: DeadLetterStore;
  /** When the batch has to leave off, stored or not. */
  readonly end: RunEnd;
}

/**
 * Makes every event of the batch a row, or a dead letter that says why not, and logs one line. One bad event never stops
 * the others. Rejects when a store is down or time is up; the whole batch is then to be given again, which repeats every
 * write to the same end.
 */
export async function storeTweets(batch: EventBatch, stores: StoreTweets): Promise<void> {
  const told = tellBatch(batch, stores);
  try {
    told.stored(await store(batch, stores, told.watch));
  } catch (error) {
    told.failed(error);
    throw error;
  }
}

async function store(
  given: EventBatch,
  { tweets, deadLetters, now, end }: StoreTweets,
  watch: WriteWatch,
): Promise<BatchOutcome> {
  const batch = await withTrueReplays(given, deadLetters, end);
  const { events, unreadable } = decodeAll(batch.events);
  const rows = [...events.keys()];
  const refused = await tweets.upsert(rows, end, watch);
  const rejected = [...unreadable, ...refused.map((each) => refusal(each, events))];
  await writeLetters(rejected, batch, { deadLetters, now, end });
  const settled = settledLetters(batch, rejected);
  if (settled.length > 0) await deadLetters.remove(settled, end);
  return { duplicates: countRepeated(rows, refused), rejected };
}

/** Each row with its event, in the order of the batch. */
function decodeAll(batch: readonly HubEvent[]) {
  const events = new Map<StoredTweet, HubEvent>();
  const unreadable: RejectedEvent[] = [];
  for (const event of batch) {
    const decoded = decodeBody(event.body);
    if (decoded.kind === 'rejected') unreadable.push({ event, reason: decoded.reason, message: decoded.message });
    else events.set(decoded.kind === 'tweet' ? tweetRow(decoded.tweet, event) : textRow(decoded.text, event), event);
  }
  return { events, unreadable };
}

function refusal({ tweet, message }: RejectedTweet, events: ReadonlyMap<StoredTweet, HubEvent>): RejectedEvent {
  const event = events.get(tweet);
  if (event === undefined) throw new TypeError('The store rejected a tweet that it was not given.');
  return { event, reason: 'refused-by-storage', message: `Storage can never take this row: ${message}` };
}

/** A tweet that the batch holds twice is one row. */
function countRepeated(rows: readonly StoredTweet[], refused: readonly RejectedTweet[]): number {
  const notStored = new Set(refused.map(({ tweet }) => tweet));
  const stored = rows.filter((row) => !notStored.has(row));
  return stored.length - new Set(stored.map(({ partitionKey, rowKey }) => `${partitionKey}/${rowKey}`)).size;
}
