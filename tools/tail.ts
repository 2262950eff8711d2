import { once } from 'node:events';
import { CommanderError } from 'commander';
import { SettingsError } from '../local/settings/settingsError.ts';
import { startView } from '../local/view/index.ts';
import { parseTail, type TailOptions } from '../local/view/parseTail.ts';
import { survivesFailedWrites } from '../local/view/viewOutput.ts';
import { withSettings } from './azure/withSettings.ts';

type Settings = Readonly<Record<string, string>>;

export interface TailSurroundings {
  /** Works with app settings that name real endpoints: those of the folder, or of a function app in Azure. */
  readonly withSettings: (app: string | undefined, work: (settings: Settings) => Promise<void>) => Promise<void>;
  readonly output: NodeJS.WritableStream;
  /** Everything but events and the help that was asked for. */
  readonly progress: NodeJS.WritableStream;
  /** Ends the command within a second. */
  readonly signal: AbortSignal;
}

const uses = [{ part: 'hub', access: 'read' }] as const;

/** `npm run tail`: shows what a hub holds and what arrives, until Ctrl-C or `--count`. */
export async function run(args: readonly string[]): Promise<void> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  const { env: environment, stdout: output, stderr: progress } = process;
  const { signal } = ending;
  const surroundings = { root: process.cwd(), environment, progress, signal };
  try {
    await tail(args, {
      withSettings: (app, work) => withSettings({ app, uses }, surroundings, work),
      output,
      progress,
      signal,
    });
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (!ending.signal.aborted) throw error;
  }
  // A namespace that does not answer would keep the process for as long as its sockets.
  if (ending.signal.aborted) process.exit(0);
}

/**
 * Rejects with CommanderError for a wrong option (already told) or `--help`, with SettingsError, ViewError, AzureError or
 * AccessRefusedError for `--app`, or the signal's reason when that came before the first contact.
 */
export async function tail(args: readonly string[], surroundings: TailSurroundings): Promise<void> {
  survivesFailedWrites(surroundings.progress);
  const { app, ...options } = parseTail(args, surroundings);
  await surroundings.withSettings(app, (settings) => show(options, settings, surroundings));
}

async function show(
  { hub, ...options }: Omit<TailOptions, 'app'>,
  settings: Settings,
  { output, progress, signal }: TailSurroundings,
): Promise<void> {
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

function connection(settings: Settings) {
  const namespace = settings.EventHubConnection__fullyQualifiedNamespace;
  const clientId = settings.EventHubConnection__clientId;
  return {
    connectionString: settings.EventHubConnection,
    ...(namespace && { fullyQualifiedNamespace: namespace }),
    ...(clientId && { managedIdentityClientId: clientId }),
  };
}

function hubSetting(settings: Settings): string {
  if (settings.EVENT_HUB_NAME) return settings.EVENT_HUB_NAME;
  throw new SettingsError('No hub is named. Set EVENT_HUB_NAME, or give --hub.');
}
