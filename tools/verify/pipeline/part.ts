import { ProcessError } from '../../../local/processes/processError.ts';
import type { ServedChild } from '../../../local/processes/startServed.ts';

export interface PartOptions {
  /** What messages call it. */
  readonly name: string;
  /** What is not ready yet when the signal is aborted is killed. */
  readonly start: (signal: AbortSignal) => Promise<ServedChild>;
  /** It ended, and nobody had asked it to. */
  readonly onUnexpectedEnd: (words: string) => void;
  /** Aborted, it starts no more. */
  readonly signal: AbortSignal;
}

const stopsWithinMs = 10_000;
const killsWithinMs = 10_000;

/** A process of the pipeline that can be killed, stopped and started again. */
export class Part {
  readonly #options: PartOptions;
  #running: ServedChild | undefined;
  #starting: Promise<void> | undefined;
  #ending: Promise<void> | undefined;
  readonly #closing = new AbortController();
  readonly #over: AbortSignal;

  constructor(options: PartOptions) {
    this.#options = options;
    this.#over = AbortSignal.any([options.signal, this.#closing.signal]);
  }

  /** The process as it runs now. Throws ProcessError when it does not. */
  get running(): ServedChild {
    if (this.#running === undefined) throw new ProcessError(`The ${this.#options.name} does not run.`);
    return this.#running;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /**
   * Resolves when it is ready. Rejects with ProcessError when it runs already, is closed, ends first, or is not ready in time.
   */
  async start(): Promise<void> {
    if (this.#over.aborted) throw new ProcessError(`The ${this.#options.name} is closed.`);
    if (this.#running !== undefined || this.#starting !== undefined)
      throw new ProcessError(`The ${this.#options.name} runs already.`);
    this.#starting = this.#start();
    try {
      await this.#starting;
    } finally {
      this.#starting = undefined;
    }
  }

  /** kill -9. Resolves when it is gone. */
  async kill(): Promise<void> {
    const child = this.#take();
    child.child.kill('SIGKILL');
    await this.#end(child, killsWithinMs);
  }

  /** By word; it is killed when it takes too long. Resolves when it is gone. */
  async stop(): Promise<void> {
    await this.#end(this.#take(), stopsWithinMs);
  }

  /** Whatever it does now: resolves when it is gone, and it never starts again. Safe to call twice. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#starting?.catch(() => undefined);
    if (this.#running !== undefined) await this.stop();
    await this.#ending;
  }

  async #start(): Promise<void> {
    const child = await this.#options.start(this.#over);
    this.#running = child;
    void child.ended.then((words) => this.#onEnd(child, words));
  }

  /** What is no longer `running` is still there until this resolves. */
  async #end(child: ServedChild, withinMs: number): Promise<void> {
    this.#ending = child.stop(withinMs);
    await this.#ending;
  }

  #take(): ServedChild {
    const child = this.running;
    this.#running = undefined;
    return child;
  }

  #onEnd(child: ServedChild, words: string): void {
    if (this.#running !== child) return;
    this.#running = undefined;
    this.#options.onUnexpectedEnd(words);
  }
}
