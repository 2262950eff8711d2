import { setTimeout as delay } from 'node:timers/promises';

export interface PublishRunsOptions {
  /** Of the admin interface of the host that publishes; undefined while it does not run. */
  readonly port: () => number | undefined;
  readonly tweetsPerRun: number;
}

const everyMs = 2_000;
const lookEveryMs = 100;
/** A run gives up by itself after a minute; one that was never begun says nothing at all. */
const forgottenAfterMs = 90_000;
const answersWithinMs = 5_000;

/**
 * Has the built `publishTweets` publish now and then, beside the load, by the admin interface: so the first half of the pipeline is
 * under the same trouble as the second, and still nothing runs that nobody counts.
 */
export class PublishRuns {
  readonly #options: PublishRunsOptions;
  /** The run that has not said yet how it ended. */
  #running: { readonly port: number; readonly startedAt: number } | undefined;
  #published = 0;

  constructor(options: PublishRunsOptions) {
    this.#options = options;
  }

  /** How many tweets the function said it has published. */
  get published(): number {
    return this.#published;
  }

  /** How many tweets may be on their way now. A run ends with its host, and the next host has another port. */
  get underWay(): number {
    const { port, tweetsPerRun } = this.#options;
    if (this.#running === undefined || this.#running.port !== port()) return 0;
    return performance.now() - this.#running.startedAt < forgottenAfterMs ? tweetsPerRun : 0;
  }

  /** A line of a host. */
  read(line: string): void {
    const count = /Published (\d+) tweets? /.exec(line)?.[1];
    this.#published += Number(count ?? 0);
    if (/Executed 'publishTweets' /.test(line)) this.#running = undefined;
  }

  /**
   * Starts runs as long as there is a load that they are part of. Resolves when the last of them has ended as well: what came
   * later would be taken for missing. Rejects with the reason of the signal.
   */
  async go(goesOn: () => boolean, signal: AbortSignal): Promise<void> {
    while (goesOn()) {
      await this.#start(signal);
      await pause(everyMs, signal);
    }
    while (this.underWay > 0) await pause(lookEveryMs, signal);
  }

  /** What fails here is a host that is killed at this moment, or an app that publishes nothing. */
  async #start(signal: AbortSignal): Promise<void> {
    const port = this.#options.port();
    // As its timer would: never beside a run that goes on.
    if (port === undefined || this.underWay > 0) return;
    this.#running = { port, startedAt: performance.now() };
    const answer = await fetch(`http://127.0.0.1:${port}/admin/functions/publishTweets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":""}',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answersWithinMs)]),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer !== undefined && answer.status !== 202) this.#running = undefined;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
