import { microBatches } from './microBatches.ts';
import type { ViewedEvent } from './viewedEvent.ts';
import { viewFormat } from './viewFormat.ts';
import { terminalColumns, type ViewOptions } from './viewOptions.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from './viewOutput.ts';

export interface EventPrinter {
  /** Takes one event; resolves when the next may come. Events after `count` are left out. */
  take(event: ViewedEvent): Promise<void>;
  /** Prints what was collected. Rejects when the output failed for another reason than that nobody reads it. */
  end(): Promise<void>;
}

/** Four times what the table of a long tweet holds in a batch of 100. */
const maxBytesPerBatch = 1_000_000;

/** Prints events in batches; `onEnd` is called when there is no use in more of them. */
export function eventPrinter(options: ViewOptions, maxEvents: number, onEnd: () => void): EventPrinter {
  const { output, mode = 'readable', truncate = true, count = Number.POSITIVE_INFINITY, batchWaitMs = 1_000 } = options;
  const width = truncate
    ? (options.columns ?? (() => terminalColumns(output, process.env)))
    : () => Number.POSITIVE_INFINITY;
  const format = viewFormat(mode);
  let left = count;
  let batch = 0;
  let failure: unknown;

  async function print(block: () => string): Promise<void> {
    if (failure !== undefined) return;
    try {
      await writeBlock(output, block());
    } catch (error) {
      failure = error;
      onEnd();
    }
  }

  const batches = microBatches<ViewedEvent>({
    maxItems: maxEvents,
    maxBytes: maxBytesPerBatch,
    maxWaitMs: batchWaitMs,
    write: (events) => print(() => format.batch(batch++, events, width())),
  });

  async function take(event: ViewedEvent): Promise<void> {
    if (left <= 0) return;
    left -= 1;
    await batches.add(event, event.body.length);
    if (left === 0) onEnd();
  }

  async function end(): Promise<void> {
    await batches.flush();
    if (failure !== undefined && !readerIsGone(failure)) throw failure;
  }

  survivesFailedWrites(output);
  // Written in this turn, so before any batch.
  if (options.schema && format.schema !== '') void print(() => format.schema);
  return { take, end };
}
