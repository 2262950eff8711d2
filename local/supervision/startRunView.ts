import type { Config } from '../../src/config.ts';
import { sayOnError } from '../commandLine/say.ts';
import { type RunningView, startView, type ViewMode, type ViewOptions } from '../view/index.ts';
import type { StartOptions } from './startOptions.ts';

/** What `npm start` shows beside its lines. */
export interface RunView {
  /** Resolves once it reads, or has given up. */
  readonly started: Promise<void>;
  /** Never rejects. */
  close(): Promise<void>;
}

/**
 * Shows what travels through the hub: tables, unless `--quiet`, and each event's text with `--sent`. An event is seen
 * by a reader only once the hub has accepted it, so a reader is what can say "sent". `isNew` for a hub
 * that never had an event; any other is shown from now on. The pipeline goes on without a view that fails.
 */
export function startRunView(
  { quiet, sent, truncate, maxEvents }: StartOptions,
  { eventHubConnection, eventHubName }: Config,
  isNew: boolean,
): RunView {
  const modes: ViewMode[] = [...(quiet ? [] : (['readable'] as const)), ...(sent ? (['sent'] as const) : [])];
  const stopping = new AbortController();
  const options: Omit<ViewOptions, 'mode'> = {
    connectionString: undefined,
    ...eventHubConnection,
    eventHubName,
    from: isNew ? 'earliest' : 'latest',
    truncate,
    ...(maxEvents !== undefined && { maxEvents }),
    output: process.stdout,
    signal: stopping.signal,
  };
  const views = Promise.all(modes.map((mode) => viewOrNothing({ ...options, mode })));
  return {
    started: views.then(() => undefined),
    close: async () => {
      stopping.abort();
      await Promise.all((await views).map((view) => view?.close()));
    },
  };
}

async function viewOrNothing(options: ViewOptions): Promise<RunningView | undefined> {
  const report = (error: unknown): void => {
    if (options.signal?.aborted) return;
    sayOnError(`Events are not shown: ${error instanceof Error ? error.message : String(error)}`);
  };
  try {
    const view = await startView(options);
    view.done.catch(report);
    return view;
  } catch (error) {
    report(error);
    return undefined;
  }
}
