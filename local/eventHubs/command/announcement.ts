import { resolve } from 'node:path';
import type { EventHubsOptions } from '../options.ts';
import { wellKnownPolicy } from '../options.ts';
import type { RunningEventHubs } from '../startEventHubs.ts';

/** The object of `--json`, on one line. A port that is not served is null. */
export function jsonAnnouncement({ amqpPort, tlsPort, httpPort, connectionString }: RunningEventHubs): string {
  return JSON.stringify({ amqpPort, tlsPort: tlsPort ?? null, httpPort: httpPort ?? null, connectionString });
}

/** What a person needs to know once clients can connect: one line that says so, then the rest. */
export function announcement(running: RunningEventHubs, { data }: EventHubsOptions): readonly string[] {
  const { amqpPort, httpPort, addresses } = running;
  return [
    `Event Hubs ready on port ${amqpPort} (${addresses.join(' and ')}). Ctrl-C ends.`,
    ...tls(running),
    ...(httpPort === undefined ? [] : [`Health and explorer: http://${urlHost(addresses)}:${httpPort}`]),
    `Hubs: ${hubs(running).join(', ')}.`,
    data === undefined ? 'Events are kept in memory, until this command ends.' : `Events are kept in ${resolve(data)}.`,
    ...Object.entries(running.connectionStrings).map(([name, text]) => connection(name, text)),
  ];
}

function tls({ tlsPort, certificateFile }: RunningEventHubs): readonly string[] {
  if (tlsPort === undefined) return [];
  if (certificateFile === undefined)
    return [`With TLS: port ${tlsPort}; its certificate lasts as long as this command.`];
  return [`With TLS: port ${tlsPort}; clients must trust ${resolve(certificateFile)}.`];
}

/** Only the key that everybody knows is shown; others may be read over a shoulder, or from a build's log. */
function connection(policy: string, text: string): string {
  const shown = text.includes(`;SharedAccessKey=${wellKnownPolicy.key};`)
    ? text
    : text.replace(/;SharedAccessKey=[^;]*;/, `;SharedAccessKey=<key of ${policy}>;`);
  return `Connection string: ${shown}`;
}

function hubs(running: RunningEventHubs): readonly string[] {
  const counts = new Map<string, number>();
  for (const { hub } of running.partitions()) counts.set(hub, (counts.get(hub) ?? 0) + 1);
  return [...counts].map(([hub, count]) => `${hub} (${count} ${count === 1 ? 'partition' : 'partitions'})`);
}

function urlHost([first = 'localhost']: readonly string[]): string {
  if (first === '0.0.0.0' || first === '::') return 'localhost';
  return first.includes(':') ? `[${first}]` : first;
}
