import { type DeadLetter, deadLetter, type Rejection } from './deadLetter.ts';
import { settledLetters } from './deadLetters/settledLetters.ts';
import { decodeBody } from './decodeBody.ts';
import type { EventBatch, HubEvent } from './eventBatch.ts';
import { counted, type Log } from './log.ts';
import { type StoredTweet, textRow, tweetRow } from './storedTweet.ts';
import type { RunEnd } from './storing/runEnd.ts';
import type { RejectedTweet, TweetStore } from './tweetStore.ts';

export interface DeadLetterStore {
  /**
   * Writing a letter again replaces it. Resolves when all are durable; rejects when any may not be, or with
   * RunEndedError at `end`.
   */
  write(letters: readonly DeadLetter[], end?: RunEnd): Promise<void>;
  /** Resolves when no letter of these names is left; those that never were are no fault. Rejects as `write` does. */
  remove(names: readonly string[], end?: RunEnd): Promise<void>;
}

export interface StoreTweets {
  readonly tweets: TweetStore;
  readonly deadLetters: DeadLetterStore;
  readonly now: () => Date;
  readonly log: Log;
  /** When the batch has to leave off, stored or not. */
  readonly end: RunEnd;
}

/**
 * Makes every event of the batch a row, or a dead letter that says why not. One bad event never stops the others.
 * Rejects when a store is down or time is up; the whole batch is then to be given again, which repeats every write to
 * the same end.
 */
export async function storeTweets(
  batch: EventBatch,
  { tweets, deadLetters, now, log, end }: StoreTweets,
): Promise<void> {
  const { events, unreadable } = decodeAll(batch.events);
  const rows = [...events.keys()];
  const refused = await tweets.upsert(rows, end);
  const rejected = [...unreadable, ...refused.map((each) => refusal(each, events))];
  const letters = rejected.map(({ event, ...why }) => deadLetter(event, batch, why, now()));
  if (letters.length > 0) await deadLetters.write(letters, end);
  const settled = settledLetters(batch, letters);
  if (settled.length > 0) await deadLetters.remove(settled, end);
  log.log(summary(batch, countStored(rows, refused), letters.length));
}

interface RejectedEvent extends Rejection {
  readonly event: HubEvent;
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
function countStored(rows: readonly StoredTweet[], refused: readonly RejectedTweet[]): number {
  const notStored = new Set(refused.map(({ tweet }) => tweet));
  const stored = rows.filter((row) => !notStored.has(row));
  return new Set(stored.map(({ partitionKey, rowKey }) => `${partitionKey}/${rowKey}`)).size;
}

/** `Stored 98 tweets, dead-lettered 2 (partition 3, up to 4107).` Its numbers add up to the events of the batch. */
function summary({ events, partition }: EventBatch, stored: number, deadLettered: number): string {
  const repeated = events.length - stored - deadLettered;
  const parts = [
    `Stored ${counted(stored, 'tweet')}`,
    ...(repeated > 0 ? [`${repeated} repeated`] : []),
    ...(deadLettered > 0 ? [`dead-lettered ${deadLettered}`] : []),
  ];
  return `${parts.join(', ')} (partition ${partition}, up to ${events.at(-1)?.sequenceNumber ?? 'none'}).`;
}
