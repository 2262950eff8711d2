import { type DeadLetter, deadLetter } from './deadLetter.ts';
import { decodeBody } from './decodeBody.ts';
import type { EventBatch, HubEvent } from './eventBatch.ts';
import { counted, type Log } from './log.ts';
import { textRow, tweetRow } from './storedTweet.ts';
import type { TweetStore } from './tweetStore.ts';
import { type RejectedEvent, upsertNewest, type Version } from './upsertNewest.ts';

export interface DeadLetterStore {
  /** Writing a letter again replaces it. Resolves when all are durable; rejects when any may not be. */
  write(letters: readonly DeadLetter[]): Promise<void>;
}

export interface StoreTweets {
  readonly tweets: TweetStore;
  readonly deadLetters: DeadLetterStore;
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Makes every event of the batch a row, or a dead letter that says why not. One bad event never stops the others.
 * Rejects when a store is down; the whole batch is then to be given again, which repeats every write to the same end.
 */
export async function storeTweets(batch: EventBatch, { tweets, deadLetters, now, log }: StoreTweets): Promise<void> {
  const { newest, rejected } = decodeAll(batch.events);
  const { stored, refused } = await upsertNewest(newest, tweets);
  const letters = [...rejected, ...refused].map(({ event, ...why }) => deadLetter(event, batch, why, now()));
  if (letters.length > 0) await deadLetters.write(letters);
  log.log(summary(batch, stored, letters.length));
}

function decodeAll(events: readonly HubEvent[]) {
  const newest = new Map<string, Version>();
  const rejected: RejectedEvent[] = [];
  for (const event of events) {
    const decoded = decodeBody(event.body);
    if (decoded.kind === 'rejected') {
      rejected.push({ event, reason: decoded.reason, message: decoded.message });
      continue;
    }
    const row = decoded.kind === 'tweet' ? tweetRow(decoded.tweet, event) : textRow(decoded.text, event);
    const key = `${row.partitionKey}/${row.rowKey}`;
    const earlier = newest.get(key);
    newest.set(key, { row, event, ...(earlier && { earlier }) });
  }
  return { newest: [...newest.values()], rejected };
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
