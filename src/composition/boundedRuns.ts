import { type RunEnd, RunEndedError } from '../pipeline/storing/runEnd.ts';

export interface BoundedRunsOptions {
  /** A run may start new requests for this long; less than `functionTimeout` of host.json, which kills the process. */
  readonly timeLimitMs: number;
  /** Requests in flight then get this long. Azure gives a worker 5 s to end. */
  readonly graceMs: number;
}

/** Runs that leave off in time: each after its time limit, and all when the app ends. */
export class BoundedRuns {
  readonly #options: BoundedRunsOptions;
  readonly #running = new Map<Promise<unknown>, (error: RunEndedError) => void>();
  #isClosed = false;

  constructor(options: BoundedRunsOptions) {
    this.#options = options;
  }

  /** Gives the task its end. Rejects as the task does, or with RunEndedError where it came too late. */
  async run<T>(task: (end: RunEnd) => Promise<T>): Promise<T> {
    if (this.#isClosed) throw stopping();
    const { end, leaveOff, release } = runEnd(this.#options);
    // A task may throw before it gives a promise.
    const running = (async () => task(end))();
    this.#running.set(running, leaveOff);
    try {
      return await running;
    } finally {
      release();
      this.#running.delete(running);
    }
  }

  /** No run starts a new request. Resolves when all have ended, which is soon after the grace. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const leaveOff of this.#running.values()) leaveOff(stopping());
    await Promise.allSettled(this.#running.keys());
  }
}

function runEnd({ timeLimitMs, graceMs }: BoundedRunsOptions) {
  const noNewRequests = new AbortController();
  const noRequests = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const leaveOff = (error: RunEndedError) => {
    if (noNewRequests.signal.aborted) return;
    noNewRequests.abort(error);
    grace = setTimeout(() => noRequests.abort(error), graceMs);
  };
  const limit = setTimeout(() => leaveOff(tooLong(timeLimitMs)), timeLimitMs);
  const release = () => {
    clearTimeout(limit);
    clearTimeout(grace);
  };
  return { end: { noNewRequests: noNewRequests.signal, noRequests: noRequests.signal }, leaveOff, release };
}

function stopping(): RunEndedError {
  return new RunEndedError('stopping', 'The app is stopping. What this run had not stored will be delivered again.');
}

function tooLong(timeLimitMs: number): RunEndedError {
  const fact = `The run was not done after ${timeLimitMs / 1000} s, since storage answers slowly.`;
  return new RunEndedError('run-too-long', `${fact} All of it will be stored again.`);
}
