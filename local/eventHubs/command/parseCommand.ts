import { Command } from 'commander';
import type { EventHubsOptions } from '../options.ts';
import { commandOptions } from './commandOptions.ts';

export interface CommandStreams {
  readonly output: NodeJS.WritableStream;
  /** Everything but what was asked for. */
  readonly progress: NodeJS.WritableStream;
}

/** How the command was called. */
export interface CommandCall {
  /** As a person writes it. */
  readonly name: string;
  /** Shown by `--version`, an option that is there only with it. */
  readonly version?: string;
  /** What paths among the arguments are relative to, where it is not this process's folder. Defaults are not. */
  readonly folder?: string | undefined;
}

/** What the command's options ask for. */
export interface CommandOptions {
  readonly eventHubs: EventHubsOptions;
  readonly json: boolean;
}

/** The options as commander names them. */
interface Flags extends Omit<EventHubsOptions, 'data'> {
  /** False with `--no-data`. */
  readonly data: string | false;
  readonly json?: true;
}

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help` and `--version`. */
export function parseCommand(args: readonly string[], call: CommandCall, streams: CommandStreams): CommandOptions {
  const { json, data, ...options } = eventHubsCommand(call, streams)
    .parse([...args], { from: 'user' })
    .opts<Flags>();
  return { eventHubs: { ...options, ...(data !== false && { data }) }, json: json ?? false };
}

function eventHubsCommand({ name, version, folder }: CommandCall, { output, progress }: CommandStreams): Command {
  const command = new Command(name)
    .description(
      'Serves Azure Event Hubs on this machine: clients connect to it as to the service.\n' +
        'Hubs are those of --config and --hub; without both there is eh1, with 2 partitions\n' +
        'and consumer group cg1, as in the sample of the official emulator.',
    )
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride();
  for (const option of commandOptions(folder)) command.addOption(option);
  if (version !== undefined) command.version(version, '--version', 'print the version');
  return command.helpOption('-h, --help', 'print this');
}
