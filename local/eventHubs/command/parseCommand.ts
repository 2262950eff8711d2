import { Command, Option } from 'commander';
import type { EventHubsOptions } from '../options.ts';
import { numberArgument } from './numberArgument.ts';

export interface CommandStreams {
  readonly output: NodeJS.WritableStream;
  /** Everything but what was asked for. */
  readonly progress: NodeJS.WritableStream;
}

export interface CommandName {
  /** As a person writes it. */
  readonly name: string;
  /** Shown by `--version`, an option that is there only with it. */
  readonly version?: string;
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
export function parseCommand(args: readonly string[], name: CommandName, streams: CommandStreams): CommandOptions {
  const { json, data, ...options } = eventHubsCommand(name, streams)
    .parse([...args], { from: 'user' })
    .opts<Flags>();
  return { eventHubs: { ...options, ...(data !== false && { data }) }, json: json ?? false };
}

function eventHubsCommand({ name, version }: CommandName, { output, progress }: CommandStreams): Command {
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
  for (const option of options()) command.addOption(option);
  if (version !== undefined) command.version(version, '--version', 'print the version');
  return command.helpOption('--help', 'print this');
}

function options(): readonly Option[] {
  const number = (flags: string, text: string, name: Parameters<typeof numberArgument>[0]): Option =>
    new Option(flags, text).argParser(numberArgument(name));
  return [
    number('--port <port>', 'AMQP without TLS; 0 takes any free port, here and below', 'port').default(5672),
    number('--http-port <port>', 'health and explorer', 'httpPort').default(5300),
    number('--tls-port <port>', 'AMQP with TLS, usually 5671 (default: none)', 'tlsPort'),
    new Option('--cert <file>', 'certificate of the TLS port, in PEM (default: a self-signed one)'),
    new Option('--key <file>', 'private key of that certificate, in PEM'),
    new Option(
      '--host <address>',
      'listen on this address (default: 127.0.0.1 and ::1). Whoever reaches it can try keys, and read all events over HTTP',
    ),
    new Option('--data <folder>', 'where events are kept; one process at a time').default('.local/event-hubs'),
    new Option('--no-data', 'keep events in memory, until the command ends'),
    new Option('--config <file>', "hubs, in the form of the official emulator's config.json"),
    new Option('--hub <name:partitions[:group,…]>', 'a hub, such as tweets:4:store; may be repeated').argParser(
      collect,
    ),
    new Option(
      '--policy <name=key:claims>',
      'a key, and which of Listen, Send, Manage it allows; may be repeated (default: the well-known key)',
    ).argParser(collect),
    new Option('--accept-any-jwt', 'take any token of Entra ID for a right to everything (default: none is taken)'),
    number('--max-message-size <bytes>', 'largest message; the Basic tier has 262144', 'maxMessageSize').default(
      1_048_576,
    ),
    number('--retention-hours <hours>', 'events older than this leave', 'retentionHours').default(24),
    number(
      '--retention-mib <MiB>',
      'what a partition keeps at most, oldest leave first (default: 256, in memory 64)',
      'retentionMib',
    ),
    new Option('--sync', 'accept events once they are on the device: they survive power loss, and sending is slower'),
    new Option('--json', 'print one line of JSON when ready: amqpPort, tlsPort, httpPort, connectionString'),
  ];
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
