import { readConfigFile } from './configFile/readConfigFile.ts';
import { checkHubs } from './options/checkHubs.ts';
import { checkOptions } from './options/checkOptions.ts';
import { checkPolicies } from './options/checkPolicies.ts';
import { parseHub } from './options/parseHub.ts';
import { readCertificate } from './options/readCertificate.ts';
import { type EventHubsOptions, type HubDefinition, type ResolvedOptions, wellKnownPolicy } from './options.ts';

const mib = 1024 * 1024;
const hourMs = 3_600_000;
const defaultMib = { inMemory: 64, onDisk: 256 };

/** What the config.json of the official emulator's repository defines. */
const sampleHub: HubDefinition = { name: 'eh1', partitionCount: 2, consumerGroups: ['cg1'] };

/**
 * Fills in defaults, and reads the files that the options name.
 * @throws EventHubsOptionsError naming the first value that cannot be served
 */
export function resolveOptions(options: EventHubsOptions): ResolvedOptions {
  checkOptions(options);
  const { data, retentionHours = 24, log = () => undefined } = options;
  const { retentionMib = data === undefined ? defaultMib.inMemory : defaultMib.onDisk } = options;
  return {
    port: options.port ?? 5672,
    httpPort: options.httpPort,
    tlsPort: options.tlsPort,
    certificate: readCertificate(options),
    host: options.host,
    data,
    hubs: hubs(options, log),
    policies: checkPolicies(options.policy ?? [wellKnownPolicy]),
    acceptAnyJwt: options.acceptAnyJwt ?? false,
    maxMessageBytes: options.maxMessageSize ?? mib,
    retention: { bytes: Math.floor(retentionMib * mib), milliseconds: retentionHours * hourMs },
    sync: options.sync ?? false,
    clock: options.clock ?? Date.now,
    log,
  };
}

function hubs({ hub, config }: EventHubsOptions, log: (line: string) => void): readonly Required<HubDefinition>[] {
  if (hub === undefined && config === undefined) return checkHubs([sampleHub]);
  const configured = config === undefined ? [] : readConfigFile(config, log);
  const given = (hub ?? []).map((each) => (typeof each === 'string' ? parseHub(each) : each));
  return checkHubs([...configured, ...given]);
}
