import { counted, type Log } from './log.ts';
import { type RunTelling, tellRun } from './telemetry/tellRun.ts';
import type { TimerRun } from './timerRun.ts';
import { type RandomHex, traceparent } from './traceparent.ts';
import { type SourcedItem, type TweetEvent, tweetEvent } from './tweetEvent.ts';

export interface TweetSource {
  /** As it stands in property `source` of every event. */
  readonly name: 'test' | 'twitter';
  /**
   * What there is to publish now, step by step, oldest first. A step that was not taken comes again in a later run.
   * Whoever leaves before the last step ends the run; the source then lets go of what it holds.
   */
  steps(run: SourceRun): AsyncIterable<SourcedStep>;
}

/** What a source is given for one run. */
export interface SourceRun {
  readonly log: Log;
  /** As `TweetPublisher.reach`: for a source that pays for what it reads, and would pay in vain. */
  readonly reachHub: () => Promise<void>;
  /** Told what a source has found, where that is more than what it gives to publish. */
  readonly tell?: ((figures: SourceFigures) => void) | undefined;
}

/** What a source has found in one run. */
export interface SourceFigures {
  /** Items that it was given, new or not. */
  readonly fetched: number;
  /** Those of them that an earlier run has published. */
  readonly duplicates: number;
  /** Requests that are left to it; null where nobody was asked. */
  readonly rateLimitRemaining: number | null;
  /** Up to where it has read: an id; null where nobody was asked. */
  readonly sinceId: string | null;
}

/** A part of a run that is published at once, and what makes the source remember it. */
export interface SourcedStep {
  /** Oldest first. */
  readonly items: readonly SourcedItem[];
  /**
   * To be called once the hub has taken the items, and never before: the source then moves on. Safe to call twice.
   * When it rejects, the items come again, which is harmless for tweets, since their ids name their rows.
   */
  taken(): Promise<void>;
}

export interface TweetPublisher {
  /**
   * Resolves once the hub has taken every event that it can take. Events of one partition key lie in one partition, in
   * the order given. Rejects when the hub cannot be reached; it may have taken any part by then, and nothing is on its
   * way any more. Either way it may have taken an event twice, since a batch whose answer was lost is sent again: a
   * tweet is still one row, by its id, but a bare text is two, since its position in the hub is all that names it.
   */
  publish(events: readonly TweetEvent[]): Promise<Published>;
  /** Resolves once the hub has answered a question, and rejects when it cannot be reached. */
  reach(): Promise<void>;
}

export interface Published {
  /** How many partitions took events. */
  readonly partitions: number;
  /** Messages that they came in. */
  readonly batches: number;
  /** Those larger than the hub's largest message: they can never be sent. */
  readonly tooLarge: readonly TweetEvent[];
}

export interface PublishTweets extends RunTelling {
  readonly source: TweetSource;
  readonly publisher: TweetPublisher;
  readonly randomHex: RandomHex;
}

/**
 * One run, told of by one line: publishes what the source has, step by step, and only then lets it move on: an end in
 * between repeats one step at most. An event that the hub can never take is reported as an error and left out. A tweet
 * of 25,000 characters stays far below the smallest limit (256 kB of the Basic tier), so that only a line of somebody's
 * own file can come to this.
 */
export async function publishTweets(timer: TimerRun, run: PublishTweets): Promise<void> {
  const { source, publisher, log } = run;
  const told = tellRun(timer, run);
  try {
    for await (const { items, taken } of source.steps({ log, tell: told.fetched, reachHub: () => publisher.reach() })) {
      const events = items.map((item) => eventOf(item, timer, run));
      const published = await publisher.publish(events);
      told.published(events, published);
      await taken();
      if (published.tooLarge.length > 0) log.error(refusal(published.tooLarge));
    }
  } catch (error) {
    told.failed(error);
    throw error;
  }
  told.ended();
}

/** Its trace context is in it before its batch is measured. */
function eventOf(item: SourcedItem, { traceParent }: TimerRun, { source, randomHex }: PublishTweets): TweetEvent {
  return tweetEvent(item, source.name, traceparent(traceParent, randomHex));
}

function refusal(events: readonly TweetEvent[]): string {
  const sizes = events.map(({ body }) => body.length);
  return `Left out ${counted(events.length, 'event')} larger than the hub's largest message (up to ${Math.max(...sizes)} bytes). Shorten the text.`;
}
