import { Command } from 'commander';
import { positive } from '../commandLine/positive.ts';
import { wellKnownStoragePorts } from '../storage/developmentStorage.ts';
import type { ServicePorts } from './servicesOptions.ts';

export interface StartOptions {
  /** Lines only, no tables of events. */
  readonly quiet: boolean;
  /** Print the text of each event that the hub has accepted. */
  readonly sent: boolean;
  readonly truncate: boolean;
  /** Most events in one batch of the view. */
  readonly maxEvents: number | undefined;
  readonly verbose: boolean;
  /** Read invented tweets from a stand-in for X, whatever source the settings name. */
  readonly twitterStandIn: boolean;
  readonly ports: ServicePorts;
  readonly hostPort: number;
}

const amqpPort = 5672;
const hostPort = 7071;

/** The options of `npm start`. Prints help and ends the process on --help or a wrong option. */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description(
      'Runs the whole pipeline on this machine: storage, Event Hubs, the functions, and a view of what travels.',
    )
    .option('--quiet', 'lines only, no tables of events', false)
    .option('--sent', 'print each event once the hub has accepted it', false)
    .option('--no-truncate', 'print whole texts instead of cutting them to the width of the terminal')
    .option('--max-events <n>', 'most events in one batch of the view', positive)
    .option('--free-ports', 'take any free ports instead of the well-known ones', false)
    .option('--twitter-stand-in', 'read from a stand-in for X with invented tweets: no account, no cost', false)
    .option('--verbose', 'also print each invocation and debug lines', false)
    .parse([...args], { from: 'user' });
  const { freePorts, ...options } = command.opts<Omit<StartOptions, 'ports' | 'hostPort'> & { freePorts: boolean }>();
  const ports = freePorts ? { blob: 0, queue: 0, table: 0, amqp: 0 } : { ...wellKnownStoragePorts, amqp: amqpPort };
  return { ...options, ports, hostPort: freePorts ? 0 : hostPort };
}
