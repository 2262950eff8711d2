import { setTimeout as delay } from 'node:timers/promises';

export interface PublishRunsOptions {
  /** Of the admin interface of the host that publishes; undefined while it does not run. */
  readonly port: () => number | undefined;
  readonly tweetsPerRun: number;
  readonly now: () => number;
}

const everyMs = 2_000;
/** After that a run without a word has ended with its host. */
const forgottenAfterMs = 10_000;
const answersWithinMs = 5_000;

/**
 * Has the built `publishTweets` publish now and then, beside the load, by the admin interface: so the first half of the pipeline is
 * under the same trouble as the second, and still nothing runs that nobody counts.
 */
export class PublishRuns {
  readonly #options: PublishRunsOptions;
  /** When the runs were started that have not said how they ended. */
  readonly #open: number[] = [];
  #published = 0;

  constructor(options: PublishRunsOptions) {
    this.#options = options;
  }

  /** How many tweets the function said it has published. */
  get published(): number {
    return this.#published;
  }

  /** How many tweets may be on their way now. */
  get underWay(): number {
    const { now, tweetsPerRun } = this.#options;
    return this.#open.filter((startedAt) => now() - startedAt < forgottenAfterMs).length * tweetsPerRun;
  }

  /** A line of a host. */
  read(line: string): void {
    const count = /Published (\d+) tweets? /.exec(line)?.[1];
    this.#published += Number(count ?? 0);
    if (count !== undefined || line.includes('Function publishTweets failed')) this.#open.shift();
  }

  /** Starts runs as long as there is a load that they are part of. Rejects with the reason of the signal. */
  async go(goesOn: () => boolean, signal: AbortSignal): Promise<void> {
    while (goesOn()) {
      await this.#start(signal);
      await delay(everyMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  /** What fails here is a host that is killed at this moment, or an app that publishes nothing. */
  async #start(signal: AbortSignal): Promise<void> {
    const port = this.#options.port();
    if (port === undefined) return;
    const answer = await fetch(`http://127.0.0.1:${port}/admin/functions/publishTweets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":""}',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answersWithinMs)]),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 202) this.#open.push(this.#options.now());
  }
}
