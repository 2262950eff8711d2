import { setTimeout as delay } from 'node:timers/promises';
import type { PublishedRun } from './publishedRun.ts';

export interface PublishRunsOptions {
  /** Of the admin interface of the host that publishes; undefined while it does not run. */
  readonly port: () => number | undefined;
  readonly tweetsPerRun: number;
  /** From one run to the next, in ms. */
  readonly everyMs?: number;
}

const lookEveryMs = 100;
/** A run gives up by itself after a minute; one that was never begun says nothing at all. */
const forgottenAfterMs = 90_000;
const answersWithinMs = 5_000;
/** So many runs may all meet with trouble before the function counts as dead. */
const leastRuns = 5;
const accepted = 202;

const hasEnded = /Executed 'publishTweets' |Function publishTweets was not run: /;
/** The host's own, where it looks for the timer's last run before it begins one. */
const storageAway = /Function publishTweets was not run: The storage account /;

interface RunUnderWay {
  readonly port: number;
  /** Of a clock that nobody sets. */
  readonly startedAt: number;
  /** In ms since 1970. */
  readonly startedAtMs: number;
}

/**
 * Has the built `publishTweets` publish now and then, beside the load, by the admin interface: so the first half of the pipeline is
 * under the same trouble as the second, and still nothing runs that nobody counts.
 */
export class PublishRuns {
  readonly #options: PublishRunsOptions;
  readonly #told: PublishedRun[] = [];
  /** The run that has not said yet how it ended. */
  #running: RunUnderWay | undefined;
  #asked = 0;
  #refusal: number | undefined;

  constructor(options: PublishRunsOptions) {
    this.#options = options;
  }

  /** How many tweets the function said it has published. */
  get published(): number {
    return this.#told.reduce((sum, { tweets }) => sum + tweets, 0);
  }

  /** The runs that said so, one after the other: they never overlap. */
  get told(): readonly PublishedRun[] {
    return this.#told;
  }

  /** How many runs were asked for. */
  get asked(): number {
    return this.#asked;
  }

  /** What to say where runs were asked for and nothing was published: then nobody knows whether the function works. */
  get troubles(): readonly string[] {
    if (this.#asked === 0 || this.published > 0) return [];
    const asked = `publishTweets was asked for ${this.#asked} ${this.#asked === 1 ? 'run' : 'runs'} and published nothing`;
    const why = this.#refusal === undefined ? 'its lines are in the log of the first host' : `HTTP ${this.#refusal}`;
    return [`${asked}: ${why}.`];
  }

  /** How many tweets may be on their way now. A run ends with its host, and the next host has another port. */
  get underWay(): number {
    const { port, tweetsPerRun } = this.#options;
    if (this.#running === undefined || this.#running.port !== port()) return 0;
    return performance.now() - this.#running.startedAt < forgottenAfterMs ? tweetsPerRun : 0;
  }

  /** A line of a host. */
  read(line: string): void {
    const tweets = Number(/Published (\d+) tweets? /.exec(line)?.[1] ?? 0);
    if (tweets > 0 && this.#running !== undefined)
      this.#told.push({ fromMs: this.#running.startedAtMs, toMs: Date.now(), tweets });
    // Then the function was not asked after all, and nobody may take it for dead.
    if (storageAway.test(line)) this.#asked -= 1;
    if (hasEnded.test(line)) this.#running = undefined;
  }

  /**
   * Starts runs as long as there is a load that they are part of, and a few more where none has published anything. Resolves when
   * the last of them has ended as well: what came later would be taken for missing. Rejects with the reason of the signal.
   */
  async go(goesOn: () => boolean, signal: AbortSignal): Promise<void> {
    const { everyMs = 2_000 } = this.#options;
    while (goesOn() || this.#isStillToPublish()) {
      await this.#start(signal);
      await pause(everyMs, signal);
    }
    while (this.underWay > 0) await pause(lookEveryMs, signal);
  }

  #isStillToPublish(): boolean {
    return this.published === 0 && this.#refusal === undefined && this.#asked < leastRuns;
  }

  /** What fails here is a host that is killed at this moment, or an app that publishes nothing. */
  async #start(signal: AbortSignal): Promise<void> {
    const port = this.#options.port();
    // As its timer would: never beside a run that goes on.
    if (port === undefined || this.underWay > 0) return;
    this.#asked += 1;
    this.#running = { port, startedAt: performance.now(), startedAtMs: Date.now() };
    const answer = await fetch(`http://127.0.0.1:${port}/admin/functions/publishTweets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":""}',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answersWithinMs)]),
    }).catch(() => undefined);
    await answer?.body?.cancel();
    this.#refusal = answer === undefined || answer.status === accepted ? undefined : answer.status;
    if (this.#refusal !== undefined) this.#running = undefined;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
