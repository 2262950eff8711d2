import type { Config } from '../../src/config.ts';
import { startView, type ViewMode, type ViewOptions } from '../view/index.ts';
import type { StartOptions } from './startOptions.ts';

/** What `npm start` shows beside its lines. */
export interface RunView {
  close(): Promise<void>;
}

/**
 * Shows what travels through the hub: tables, unless `--quiet`, and each event's text with `--sent`. An event is seen
 * by a reader only once the hub has accepted it, so a reader is what can say "sent". `fromStart` for a hub that has just
 * been started; somebody's namespace is shown from now on.
 */
export async function startRunView(
  { quiet, sent, truncate, maxEvents }: StartOptions,
  { eventHubConnection, eventHubName }: Config,
  fromStart: boolean,
): Promise<RunView> {
  const modes: ViewMode[] = [...(quiet ? [] : (['readable'] as const)), ...(sent ? (['sent'] as const) : [])];
  const options: Omit<ViewOptions, 'mode'> = {
    connectionString: undefined,
    ...eventHubConnection,
    eventHubName,
    from: fromStart ? 'earliest' : 'latest',
    truncate,
    ...(maxEvents !== undefined && { maxEvents }),
    output: process.stdout,
  };
  const views = await Promise.all(modes.map((mode) => startView({ ...options, mode })));
  // The pipeline goes on without its view.
  for (const view of views)
    view.done.catch((error: unknown) => process.stderr.write(`The view ended: ${String(error)}\n`));
  return { close: async () => void (await Promise.all(views.map((view) => view.close()))) };
}
