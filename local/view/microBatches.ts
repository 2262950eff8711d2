export interface MicroBatchOptions<T> {
  /** Most items in a batch. */
  readonly maxItems: number;
  /** A batch that holds so many bytes is full, so that large bodies do not pile up. */
  readonly maxBytes: number;
  /** How long a batch waits for more after its first item. */
  readonly maxWaitMs: number;
  /** Writes a batch; the next one is collected meanwhile, and items wait while both are full. */
  write(items: readonly T[]): Promise<void>;
}

export interface MicroBatches<T> {
  /** Resolves when the next item may come. Rejects when the batch it waited for could not be written. */
  add(item: T, bytes: number): Promise<void>;
  /** Writes what was collected. */
  flush(): Promise<void>;
}

/** Collects what several partitions deliver into batches for the eye. Batches are written one after another. */
export function microBatches<T>({ maxItems, maxBytes, maxWaitMs, write }: MicroBatchOptions<T>): MicroBatches<T> {
  let items: T[] = [];
  let collectedBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;

  const isFull = (): boolean => items.length >= maxItems || collectedBytes >= maxBytes;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (writing) await writing;
    if (items.length === 0) return;
    const batch = items;
    items = [];
    collectedBytes = 0;
    writing = write(batch).finally(() => {
      writing = undefined;
    });
    await writing;
  }

  async function add(item: T, bytes: number): Promise<void> {
    // Several partitions may wait here: each looks again, since another one may have filled the next batch first.
    while (isFull()) await (writing ?? flush());
    items.push(item);
    collectedBytes += bytes;
    if (isFull()) return flush();
    timer ??= setTimeout(() => void flush().catch(() => undefined), maxWaitMs);
  }

  return { add, flush };
}
