import { counted, type Log } from './log.ts';
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
}

export interface Published {
  /** How many partitions took events. */
  readonly partitions: number;
  /** Those larger than the hub's largest message: they can never be sent. */
  readonly tooLarge: readonly TweetEvent[];
}

export interface PublishTweets {
  readonly source: TweetSource;
  readonly publisher: TweetPublisher;
  readonly randomHex: RandomHex;
  readonly log: Log;
}

/**
 * One run: publishes what the source has, step by step, and only then lets it move on: an end in between repeats one step
 * at most. `traceParent` is the trace context of the run (W3C), if it has one. An event that the hub can never take is
 * reported as an error and left out. A tweet of 25,000 characters stays far below the smallest limit (256 kB of the
 * Basic tier), so that only a line of somebody's own file can come to this.
 */
export async function publishTweets(traceParent: string | undefined, run: PublishTweets): Promise<void> {
  for await (const { items, taken } of run.source.steps({ log: run.log })) {
    const published = await publish(items, traceParent, run);
    await taken();
    tell(published, items.length, run);
  }
}

function publish(
  items: readonly SourcedItem[],
  traceParent: string | undefined,
  { source, publisher, randomHex }: PublishTweets,
): Promise<Published> {
  return publisher.publish(items.map((item) => tweetEvent(item, source.name, traceparent(traceParent, randomHex))));
}

function tell({ partitions, tooLarge }: Published, items: number, { source, log }: PublishTweets): void {
  const published = counted(items - tooLarge.length, 'tweet');
  log.log(`Published ${published} to ${counted(partitions, 'partition')} (${source.name} source).`);
  if (tooLarge.length > 0) log.error(refusal(tooLarge));
}

function refusal(events: readonly TweetEvent[]): string {
  const sizes = events.map(({ body }) => body.length);
  return `Left out ${counted(events.length, 'event')} larger than the hub's largest message (up to ${Math.max(...sizes)} bytes). Shorten the text.`;
}
