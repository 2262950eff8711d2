import type { HubConnection } from './connect.ts';
import type { ViewStart } from './startPosition.ts';
import type { ViewMode } from './viewFormat.ts';

export interface ViewOptions extends Omit<HubConnection, 'consumerGroup'> {
  /** Default `$Default`. */
  readonly consumerGroup?: string;
  /** Default `earliest`. */
  readonly from?: ViewStart;
  /** One partition only; needed for a start at an offset or a sequence number. */
  readonly partition?: string;
  /** End after so many events. */
  readonly count?: number;
  /** Most events in one batch, 1 to 1,000; default 100. */
  readonly maxEvents?: number;
  /** Cut texts to the width of the output; default true. */
  readonly truncate?: boolean;
  /** Default `readable`. */
  readonly mode?: ViewMode;
  /** Print the columns and their types first. */
  readonly schema?: boolean;
  /** Gets each batch as one write. */
  readonly output: NodeJS.WritableStream;
  /** Width of the output, asked for at every batch; default terminalColumns. */
  readonly columns?: () => number;
  /** Ends the start of the view, which then rejects with the signal's reason; later, use close(). */
  readonly signal?: AbortSignal;
  /** Told, in one sentence, about an error after which the view goes on; default standard error. The same is told once. */
  readonly onError?: (message: string) => void;
  /** How long a batch waits for more events; default 1,000. */
  readonly batchWaitMs?: number;
  /** Wait before a lost connection is made again; default 2,000. */
  readonly retryDelayMs?: number;
}

/** Columns of a terminal; for a file or a pipe the variable COLUMNS, or 120. */
export function terminalColumns(output: NodeJS.WritableStream, environment: NodeJS.ProcessEnv): number {
  if ('columns' in output && typeof output.columns === 'number' && output.columns > 0) return output.columns;
  const variable = Number(environment.COLUMNS);
  return Number.isInteger(variable) && variable > 0 ? variable : 120;
}
