import { groupName, hubName, isDefaultGroup, repeated } from '../options/nameRules.ts';
import type { Rule } from '../options/rules.ts';
import { shown } from '../options/shown.ts';
import type { HubDefinition } from '../options.ts';
import { items, members, type Place, wrong } from './place.ts';

// The official emulator's limits: a file that ours reads is one that it reads, too.
const most = { hubs: 10, partitions: 32, groups: 20 };
const namespaceName = 'emulatorNs1';
const logTypes = ['File', 'Console', 'File,Console', 'Console,File'];

/**
 * The hubs of a config.json; what is wrong with it is noted with its place. The form and its limits are those of
 * https://github.com/Azure/azure-event-hubs-emulator-installer, EventHub-Emulator/Schema/Config-schema.json
 */
export function readHubs(file: Place): readonly HubDefinition[] {
  const root = members(file, ['UserConfig']);
  const user = root && members(root.UserConfig, ['NamespaceConfig', 'LoggingConfig']);
  if (!user) return [];
  const log = members(user.LoggingConfig, ['Type']);
  if (log) oneOf(log.Type, logTypes);
  return items(user.NamespaceConfig, 1, 'namespace').flatMap(readNamespace);
}

function readNamespace(place: Place): readonly HubDefinition[] {
  const namespace = members(place, ['Type', 'Name', 'Entities']);
  if (!namespace) return [];
  // Both may lack: https://github.com/Azure/azure-event-hubs-emulator-installer/pull/23
  if (namespace.Type.value !== undefined) oneOf(namespace.Type, ['EventHub']);
  if (namespace.Name.value !== undefined) checkNamespaceName(namespace.Name);
  const entities = items(namespace.Entities, most.hubs, 'hub');
  const hubs = entities.flatMap(readHub);
  noneTwice(
    namespace.Entities,
    hubs.map(({ name }) => name),
  );
  return hubs;
}

/**
 * The official emulator goes on with its own name, and warns: answer of its makers in
 * https://github.com/microsoft/aspire/issues/8285
 */
function checkNamespaceName(place: Place): void {
  const { path, value, findings } = place;
  if (typeof value !== 'string') {
    wrong(place, `"${namespaceName}", or left out`);
  } else if (value !== namespaceName) {
    findings.warnings.push(`${path}: is ${shown(value)}, which has no effect. Its name is always "${namespaceName}".`);
  }
}

function readHub(place: Place): readonly HubDefinition[] {
  const entity = members(place, ['Name', 'PartitionCount', 'ConsumerGroups']);
  if (!entity) return [];
  const name = nameAt(entity.Name, hubName);
  const partitionCount = partitionCountAt(entity.PartitionCount);
  const consumerGroups = isWithoutGroups(entity.ConsumerGroups) ? [] : readGroups(entity.ConsumerGroups);
  return name === undefined || partitionCount === undefined ? [] : [{ name, partitionCount, consumerGroups }];
}

/** .NET Aspire writes an empty list for a hub without groups (its AzureEventHubsExtensions.cs). */
function isWithoutGroups({ value }: Place): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function readGroups(place: Place): readonly string[] {
  const names = items(place, most.groups, 'consumer group').flatMap((each) => {
    const group = members(each, ['Name']);
    const name = group && groupAt(group.Name);
    return name === undefined ? [] : [name];
  });
  noneTwice(place, names);
  return names;
}

function groupAt(place: Place): string | undefined {
  if (typeof place.value === 'string' && isDefaultGroup(place.value))
    return wrong(place, 'another name: that group exists by itself, so leave it out');
  return nameAt(place, groupName);
}

function nameAt(place: Place, rule: Rule): string | undefined {
  return typeof place.value === 'string' && rule.accepts(place.value) ? place.value : wrong(place, rule.must);
}

/** A string in the official schema and sample; people write numbers. */
function partitionCountAt(place: Place): number | undefined {
  const count = Number(place.value);
  const isWritten = typeof place.value === 'number' || (typeof place.value === 'string' && /^\d+$/.test(place.value));
  if (isWritten && Number.isInteger(count) && count >= 1 && count <= most.partitions) return count;
  return wrong(place, `a whole number from 1 to ${most.partitions}`);
}

function oneOf(place: Place, values: readonly string[]): void {
  if (values.some((value) => value === place.value)) return;
  wrong(place, values.map((value) => `"${value}"`).join(' or '));
}

function noneTwice({ path, findings }: Place, names: readonly string[]): void {
  const twice = repeated(names);
  if (twice === undefined) return;
  findings.mistakes.push(`${path}: names "${twice}" twice. Name it once; case does not count.`);
}
