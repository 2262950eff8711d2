/**
 * Collects events of one partition until a batch is worth a run (`minEventBatchSize` above 1). Never holds more than
 * `min − 1 + max` events when at most `max` are added at a time.
 * PartitionProcessorEventsManager.cs of https://github.com/Azure/azure-sdk-for-net/tree/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs
 */
export class BatchQueue<Event> {
  readonly #min: number;
  readonly #max: number;
  #events: readonly Event[] = [];

  constructor({ min, max }: { readonly min: number; readonly max: number }) {
    this.#min = min;
    this.#max = max;
  }

  get length(): number {
    return this.#events.length;
  }

  add(events: readonly Event[]): void {
    this.#events = [...this.#events, ...events];
  }

  /** Up to `max` events, oldest first, once there are `min`; else undefined and the queue stays. */
  takeFull(): readonly Event[] | undefined {
    return this.#events.length >= this.#min ? this.take() : undefined;
  }

  /** Up to `max` events, whatever their number. */
  take(): readonly Event[] {
    const taken = this.#events.slice(0, this.#max);
    this.#events = this.#events.slice(this.#max);
    return taken;
  }

  clear(): void {
    this.#events = [];
  }
}

/**
 * How long the first wait for a full batch lasts after a partition was taken: not at all without a checkpoint or when it
 * is older than a whole wait, else what is left of the wait since then. Milliseconds.
 */
export function firstWait(maxWaitMs: number, checkpointAt: number | undefined, now: number): number {
  if (checkpointAt === undefined) return 0;
  return Math.min(Math.max(maxWaitMs - (now - checkpointAt), 0), maxWaitMs);
}
