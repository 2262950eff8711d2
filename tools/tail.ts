import { once } from 'node:events';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { positive } from '../local/commandLine/positive.ts';
import { SettingsError } from '../local/settings/settingsError.ts';
import { toolSettings } from '../local/settings/toolSettings.ts';
import { startView, type ViewMode, type ViewStart } from '../local/view/index.ts';
import { parseStart } from '../local/view/parseStart.ts';
import { needsPartition } from '../local/view/startPosition.ts';

export interface TailSurroundings {
  /** App settings that name real endpoints. */
  readonly settings: () => Promise<Readonly<Record<string, string>>>;
  readonly output: NodeJS.WritableStream;
  /** Everything that is not events, help and errors included. */
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
    await tail(args, { settings: toolSettings, output, progress, signal: ending.signal });
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
  const { hub, group, fields, raw, json, ...options } = parse(args, surroundings);
  const settings = await surroundings.settings();
  const mode: ViewMode = fields ? { fields } : json ? 'json' : raw ? 'raw' : 'readable';
  const view = await startView({
    ...options,
    ...connection(settings),
    eventHubName: hub ?? hubSetting(settings),
    consumerGroup: group,
    mode,
    output,
    signal,
    onError: (message) => void progress.write(`${message}\n`),
  });
  progress.write(`Reading partition ${view.partitions.join(', ')}. Ctrl-C ends.\n`);
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

interface TailOptions {
  readonly from: ViewStart;
  readonly partition?: string;
  readonly count?: number;
  readonly maxEvents?: number;
  readonly fields?: readonly string[];
  readonly raw?: boolean;
  readonly schema?: boolean;
  readonly json?: boolean;
  readonly truncate: boolean;
  readonly group: string;
  readonly hub?: string;
}

function parse(args: readonly string[], { output, progress }: Pick<TailSurroundings, 'output' | 'progress'>) {
  const command = new Command('npm run tail --')
    .description(
      'Shows what an event hub holds and what arrives, batch by batch, as Spark prints a stream to the console.\n' +
        'Reads beside all other readers and disturbs none of them. All times are UTC.',
    )
    .addOption(
      new Option(
        '--from <start>',
        'earliest, latest, offset:168 or sequence:42 (both with --partition), or a time such as 2026-02-01T12:30:00Z',
      )
        .argParser(parseStart)
        .default('earliest'),
    )
    .option('--partition <id>', 'this partition only', partition)
    .option('--count <n>', 'end after so many events', positive)
    .option('--max-events <n>', 'most events in one batch, up to 1000 (default: 100)', positive)
    .addOption(
      new Option('--fields <names>', 'columns from JSON bodies: id,author_id,public_metrics.like_count')
        .argParser(fieldNames)
        .conflicts(['raw', 'json']),
    )
    .addOption(
      new Option('--raw', 'what the service holds: body (hex), offset, sequenceNumber, …').conflicts([
        'json',
        'fields',
      ]),
    )
    .addOption(new Option('--schema', 'print the columns and their types first').conflicts('json'))
    .option('--json', 'one JSON object per line; a body that is not UTF-8 is {"base64": "…"}')
    .option('--no-truncate', 'print whole texts instead of cutting them to the width of the terminal')
    .option('--group <name>', 'consumer group', '$Default')
    .option('--hub <name>', 'hub (default: the setting EVENT_HUB_NAME)')
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .parse([...args], { from: 'user' });
  const options = command.opts<TailOptions>();
  if (needsPartition(options.from) && options.partition === undefined) {
    command.error(
      'error: an offset or a sequence number counts within one partition. Add --partition, for instance --partition 0.',
    );
  }
  return options;
}

function partition(text: string): string {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('A partition is a number from 0.');
  return String(Number(text));
}

function fieldNames(text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new InvalidArgumentError('Separate names by commas: id,author_id,text.');
  return names;
}
