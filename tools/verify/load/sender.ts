import { setTimeout as delay } from 'node:timers/promises';
import { HubError } from '../../../src/adapters/hubError.ts';
import { timeLimited } from '../../../src/adapters/timeLimited.ts';
import type { TweetPublisher } from '../../../src/pipeline/publishTweets.ts';
import type { TweetEvent } from '../../../src/pipeline/tweetEvent.ts';
import type { Expected } from '../faults/fault.ts';

/** Names each send of ours in the log, whatever its body. */
export const sendNumberProperty = 'verifySend';

const betweenAttemptsMs = 200;
/** The publisher gives up by itself before. */
const publishesWithinMs = 120_000;
/** With its hub gone the SDK was seen never to end (measured, not documented). */
const closesWithinMs = 5_000;

/** What the sender needs of `EventHubPublisher`. */
export interface LoadPublisher extends Pick<TweetPublisher, 'publish'> {
  close(): Promise<void>;
}

export interface ExpectedEvent extends TweetEvent {
  /** Where it is known by other means than the pipeline's own. */
  readonly expected?: Expected | undefined;
}

/** Sends events by a publisher, numbers them, and remembers which were acknowledged. */
export class Sender {
  readonly #publisher: LoadPublisher;
  readonly #acknowledged: Acknowledged[] = [];
  readonly #expected = new Map<number, Expected>();
  #next = 0;
  #count = 0;
  #besideCount = 0;

  /** It closes the publisher as well. */
  constructor(publisher: LoadPublisher) {
    this.#publisher = publisher;
  }

  /** How many events were acknowledged. */
  get count(): number {
    return this.#count;
  }

  /** How many of them are the load. */
  get loadCount(): number {
    return this.#count - this.#besideCount;
  }

  /** What must become of sends, by their numbers. */
  get expected(): ReadonlyMap<number, Expected> {
    return this.#expected;
  }

  /** The numbers of all sends that were acknowledged. */
  *numbers(): Generator<number> {
    for (const { first, tooLarge, count } of this.#acknowledged)
      for (let number = first; number < first + count; number += 1) if (!tooLarge.has(number)) yield number;
  }

  /**
   * Resolves when the hub has acknowledged all events that it can take, with how many these are. What it did not acknowledge is sent again, so that it may be there
   * more than once. Rejects with the reason of the signal, or when the hub cannot be used at all.
   */
  async send(events: readonly ExpectedEvent[], signal: AbortSignal): Promise<number> {
    const first = this.#next;
    this.#next += events.length;
    const numbered = events.map(({ expected, ...event }, index): TweetEvent => {
      if (expected !== undefined) this.#expected.set(first + index, expected);
      return { ...event, properties: { ...event.properties, [sendNumberProperty]: first + index } };
    });
    const refused = await this.#untilTaken(numbered, signal);
    const tooLarge = new Set(refused.map((event) => first + numbered.indexOf(event)));
    this.#acknowledged.push({ first, count: events.length, tooLarge });
    const taken = events.length - tooLarge.size;
    this.#count += taken;
    return taken;
  }

  /** Sends events that are no part of the load, in the same way. */
  async sendBeside(events: readonly ExpectedEvent[], signal: AbortSignal): Promise<void> {
    const taken = await this.send(events, signal);
    this.#besideCount += taken;
  }

  /** Resolves in any case, and soon: what cannot be closed ends with the process. Safe to call twice. */
  async close(): Promise<void> {
    await timeLimited(closesWithinMs, neverAborted, () => this.#publisher.close()).catch(() => undefined);
  }

  async #untilTaken(events: readonly TweetEvent[], signal: AbortSignal): Promise<readonly TweetEvent[]> {
    for (;;) {
      signal.throwIfAborted();
      try {
        return (await timeLimited(publishesWithinMs, signal, () => this.#publisher.publish(events))).tooLarge;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof HubError) || error.code !== 'hub-unavailable') throw error;
      }
      await delay(betweenAttemptsMs, undefined, { signal });
    }
  }
}

const { signal: neverAborted } = new AbortController();

/** Sends with numbers one after the other. */
interface Acknowledged {
  readonly first: number;
  readonly count: number;
  /** Those that no hub can take; they were never sent. */
  readonly tooLarge: ReadonlySet<number>;
}
