import { once } from 'node:events';
import { CommanderError } from 'commander';
import { SettingsError } from '../local/settings/settingsError.ts';
import { toolSettings } from '../local/settings/toolSettings.ts';
import { startView } from '../local/view/index.ts';
import { parseTail } from '../local/view/parseTail.ts';
import { survivesFailedWrites } from '../local/view/viewOutput.ts';

export interface TailSurroundings {
  /** App settings that name real endpoints. */
  readonly settings: () => Promise<Readonly<Record<string, string>>>;
  readonly output: NodeJS.WritableStream;
  /** Everything but events and the help that was asked for. */
  readonly progress: NodeJS.WritableStream;
  /** Ends the command within a second. */
  readonly signal: AbortSignal;
}

/** `npm run tail`: shows what a hub holds and what arrives, until Ctrl-C or `--count`. */
export async function run(args: readonly string[]): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const { stdout: output, stderr: progress } = process;
  try {
    await tail(args, { settings: () => toolSettings('eventHubs'), output, progress, signal: ending.signal });
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (!ending.signal.aborted) throw error;
  }
  // A namespace that does not answer would keep the process for as long as its sockets.
  if (ending.signal.aborted) process.exit(0);
}

/**
 * Rejects with CommanderError for a wrong option (already told) or `--help`, with SettingsError, ViewError, or the
 * signal's reason when that came before the first contact.
 */
export async function tail(args: readonly string[], surroundings: TailSurroundings): Promise<void> {
  const { output, progress, signal } = surroundings;
  survivesFailedWrites(progress);
  const { hub, ...options } = parseTail(args, surroundings);
  const settings = await surroundings.settings();
  const view = await startView({
    ...options,
    ...connection(settings),
    eventHubName: hub ?? hubSetting(settings),
    output,
    signal,
    onError: (message) => void progress.write(`${message}\n`),
  });
  const noun = view.partitions.length === 1 ? 'partition' : 'partitions';
  progress.write(`Reading ${noun} ${view.partitions.join(', ')}. Ctrl-C ends.\n`);
  const closed = signal.aborted ? view.close() : once(signal, 'abort').then(view.close);
  await Promise.race([view.done, closed]);
}

function connection(settings: Readonly<Record<string, string>>) {
  const namespace = settings.EventHubConnection__fullyQualifiedNamespace;
  const clientId = settings.EventHubConnection__clientId;
  return {
    connectionString: settings.EventHubConnection,
    ...(namespace && { fullyQualifiedNamespace: namespace }),
    ...(clientId && { managedIdentityClientId: clientId }),
  };
}

function hubSetting(settings: Readonly<Record<string, string>>): string {
  if (settings.EVENT_HUB_NAME) return settings.EVENT_HUB_NAME;
  throw new SettingsError('No hub is named. Set EVENT_HUB_NAME, or give --hub.');
}
