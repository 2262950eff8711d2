import type { Rejection } from '../deadLetter.ts';
import type { EventBatch } from '../eventBatch.ts';
import { counted, type Log } from '../log.ts';
import type { Reason } from '../reasons.ts';
import { RunEndedError } from '../storing/runEnd.ts';
import type { WriteWatch } from '../tweetStore.ts';
import type { AttemptFigures } from './attemptFigures.ts';
import type { BatchFigures } from './batchFigures.ts';
import { producersOf } from './producersOf.ts';
import type { StoredPositions } from './storedPositions.ts';
import { telemetryLine } from './telemetryLine.ts';
import { cycleMs, leadTimes, queueLags, rowsIn } from './timings.ts';
import { watchWrites } from './watchWrites.ts';
import { whyFailed } from './whyFailed.ts';

export interface BatchTelling {
  readonly now: () => Date;
  readonly log: Log;
  readonly positions: Pick<StoredPositions, 'follow'>;
}

/** What became of the events of a batch that is stored, apart from the rows, of which the store tells. */
export interface BatchOutcome {
  readonly duplicates: number;
  readonly rejected: readonly Pick<Rejection, 'reason'>[];
}

/** The telling of one run of a batch: one line, however it ends. */
export interface ToldBatch {
  readonly watch: WriteWatch;
  stored(outcome: BatchOutcome): void;
  /** The batch comes again. */
  failed(error: unknown): void;
}

/** A batch whose events could not be read tells at least how many there are. */
type ToldOf = EventBatch & { readonly received?: number };

/** Begins to watch a batch. */
export function tellBatch(batch: ToldOf, { now, log, positions }: BatchTelling): ToldBatch {
  const startMs = now().getTime();
  const { watch, counts, acknowledged } = watchWrites(now);
  const common = () => ({ ...originOf(batch), ...counts, batchMs: Math.max(0, now().getTime() - startMs) });
  return {
    watch,
    stored: ({ duplicates, rejected }) => {
      const figures: BatchFigures = {
        ...common(),
        written: rowsIn(acknowledged),
        duplicates,
        deadLettered: rejected.length,
        reasons: byReason(rejected),
        ...queueLags(batch.events, startMs),
        ...leadTimes(acknowledged),
        cycleMs: cycleMs(acknowledged, startMs),
        bytes: batch.events.reduce((sum, { body }) => sum + body.length, 0),
        checkpointGap: positions.follow(batch),
        producers: producersOf(batch.events),
      };
      log.log(telemetryLine(storedSentence(figures), 'batch', figures));
    },
    failed: (error) => {
      const figures: AttemptFigures = { ...common(), oldestEnqueued: oldestOf(batch), why: whyFailed(error) };
      const line = telemetryLine(failedSentence(figures), 'attempt', figures);
      // That an instance is taken away is no fault.
      if (error instanceof RunEndedError && error.code === 'stopping') log.log(line);
      else log.error(line);
    },
  };
}

function originOf({ hub, partition, attempt, events, received = events.length }: ToldOf) {
  return {
    v: 1,
    fn: 'storeTweets',
    hub,
    partition,
    firstSeq: events[0]?.sequenceNumber ?? null,
    lastSeq: events.at(-1)?.sequenceNumber ?? null,
    received,
    attempt,
  } as const;
}

function byReason(rejected: BatchOutcome['rejected']): BatchFigures['reasons'] {
  const counts: Partial<Record<Reason, number>> = {};
  for (const { reason } of rejected) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function oldestOf({ events }: EventBatch): string | null {
  const oldestMs = events.reduce((least, { enqueuedTime }) => Math.min(least, enqueuedTime.getTime()), Infinity);
  return events.length === 0 ? null : new Date(oldestMs).toISOString();
}

/** `Stored 98 tweets, 1 repeated, dead-lettered 1 (partition 3, up to 4107).` */
function storedSentence({ written, duplicates, deadLettered, partition, lastSeq }: BatchFigures): string {
  const parts = [
    `Stored ${counted(written, 'tweet')}`,
    ...(duplicates > 0 ? [`${duplicates} repeated`] : []),
    ...(deadLettered > 0 ? [`dead-lettered ${deadLettered}`] : []),
  ];
  return `${parts.join(', ')} (partition ${partition}, up to ${lastSeq ?? 'none'}).`;
}

function failedSentence({ received, partition, firstSeq, lastSeq, attempt, why }: AttemptFigures): string {
  const place = `partition ${partition}, ${firstSeq ?? 'none'} to ${lastSeq ?? 'none'}`;
  return `Attempt ${attempt} at ${counted(received, 'event')} failed: ${why} (${place}). They come again.`;
}
