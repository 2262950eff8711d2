import { counted, type Log } from '../log.ts';
import type { Published, SourceFigures } from '../publishTweets.ts';
import type { TimerRun } from '../timerRun.ts';
import type { TweetEvent } from '../tweetEvent.ts';
import type { RunFigures } from './runFigures.ts';
import { telemetryLine } from './telemetryLine.ts';
import { whyFailed } from './whyFailed.ts';

export interface RunTelling {
  readonly source: { readonly name: string };
  readonly now: () => Date;
  readonly log: Log;
}

/** The telling of one publishing run: one line, however it ends. */
export interface ToldRun {
  /** For a source that knows more than what it gives to publish. The last call counts. */
  fetched(figures: SourceFigures): void;
  published(events: readonly TweetEvent[], published: Published): void;
  ended(): void;
  failed(error: unknown): void;
}

/** Begins to watch a run. */
export function tellRun({ isPastDue, due }: TimerRun, { source, now, log }: RunTelling): ToldRun {
  const startMs = now().getTime();
  const sums = { published: 0, batches: 0, bytes: 0 };
  let [given, partitions] = [0, 0];
  let found: SourceFigures | undefined;
  const figures = (failed: string | null): RunFigures => ({
    v: 1,
    fn: 'publishTweets',
    source: source.name,
    ...(found ?? { fetched: given, duplicates: 0, rateLimitRemaining: null, sinceId: null }),
    ...sums,
    isPastDue,
    lateMs: due === undefined ? null : Math.max(0, startMs - due.getTime()),
    durationMs: Math.max(0, now().getTime() - startMs),
    failed,
  });
  return {
    fetched: (told) => {
      found = told;
    },
    published: (events, { batches, tooLarge, ...step }) => {
      given += events.length;
      partitions = Math.max(partitions, step.partitions);
      sums.published += events.length - tooLarge.length;
      sums.batches += batches;
      sums.bytes += bytesOf(events) - bytesOf(tooLarge);
    },
    ended: () => {
      const told = figures(null);
      log.log(telemetryLine(publishedSentence(told, partitions), 'run', told));
    },
    failed: (error) => {
      const told = figures(whyFailed(error));
      log.error(telemetryLine(failedSentence(told), 'run', told));
    },
  };
}

function bytesOf(events: readonly TweetEvent[]): number {
  return events.reduce((sum, { body }) => sum + body.length, 0);
}

/** `Published 37 tweets to 4 partitions (test source).` */
function publishedSentence({ published, source }: RunFigures, partitions: number): string {
  return `Published ${counted(published, 'tweet')} to ${counted(partitions, 'partition')} (${source} source).`;
}

function failedSentence({ published, source, failed }: RunFigures): string {
  return `The run failed: ${failed}, with ${counted(published, 'tweet')} published before (${source} source).`;
}
