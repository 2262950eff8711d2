import { Option } from 'commander';
import { numberArgument } from './numberArgument.ts';
import { type PathParser, pathArgument } from './pathArgument.ts';

/** The options of the command, explained, each with its default. Paths that are given are relative to `folder`. */
export function commandOptions(folder: string | undefined): readonly Option[] {
  const path = pathArgument(folder);
  return [...ports(path), ...data(path), ...limits(), new Option('--json', json)];
}

const json = 'print one line of JSON when ready: amqpPort, tlsPort, httpPort, connectionString (default: plain lines)';

function ports(path: PathParser): readonly Option[] {
  const host = 'listen on this address. Whoever reaches it can try keys, and read all events over HTTP';
  return [
    option('--port <port>', 'AMQP without TLS; 0 takes any free port, here and below')
      .argParser(numberArgument('port'))
      .default(5672),
    option('--http-port <port>', 'health and explorer').argParser(numberArgument('httpPort')).default(5300),
    option('--tls-port <port>', 'AMQP with TLS, usually 5671', 'none').argParser(numberArgument('tlsPort')),
    option('--cert <file>', 'certificate of the TLS port, in PEM', 'a self-signed one').argParser(path),
    option('--key <file>', 'private key of that certificate, in PEM', 'that of the self-signed one').argParser(path),
    option('--host <address>', host, '127.0.0.1 and ::1'),
  ];
}

function data(path: PathParser): readonly Option[] {
  const policy = 'a key, and which of Listen, Send, Manage it allows; may be repeated';
  const sync = 'accept events once they are on the device: they survive power loss, and sending is slower';
  return [
    option('--data <folder>', 'where events are kept; one process at a time')
      .argParser(path)
      .default('.local/event-hubs'),
    option('--no-data', 'keep events in memory, until the command ends'),
    option('--sync', sync, 'once they are written'),
    option('--config <file>', "hubs, in the form of the official emulator's config.json", 'none').argParser(path),
    option(
      '--hub <name:partitions[:group,…]>',
      'a hub beside those; may be repeated',
      'without --config eh1:2:cg1',
    ).argParser(collect),
    option('--policy <name=key:claims>', policy, 'the well-known key').argParser(collect),
    option('--accept-any-jwt', 'take any token of Entra ID for a right to everything', 'none is taken'),
  ];
}

function limits(): readonly Option[] {
  return [
    option('--max-message-size <bytes>', 'largest message; the Basic tier has 262144')
      .argParser(numberArgument('maxMessageSize'))
      .default(1_048_576),
    option('--retention-hours <hours>', 'events older than this leave')
      .argParser(numberArgument('retentionHours'))
      .default(24),
    option(
      '--retention-mib <MiB>',
      'what a partition keeps at most, oldest leave first',
      '256, in memory 64',
    ).argParser(numberArgument('retentionMib')),
  ];
}

/** `byDefault` says what holds without the option where that is no value of its own. */
function option(flags: string, text: string, byDefault?: string): Option {
  return new Option(flags, byDefault === undefined ? text : `${text} (default: ${byDefault})`);
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
