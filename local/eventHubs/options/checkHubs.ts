import type { HubDefinition } from '../options.ts';
import { refuseUnknown } from './checkOptions.ts';
import { defaultGroup, groupName, hubName, isDefaultGroup, repeated } from './nameRules.ts';
import { refuse } from './refuse.ts';
import { wholeNumber } from './rules.ts';
import { shown } from './shown.ts';

/** 1024 is the most a dedicated cluster offers. */
const partitionCounts = wholeNumber(1, 1024);
const properties: readonly (keyof HubDefinition)[] = ['name', 'partitionCount', 'consumerGroups'];

/** @throws EventHubsOptionsError naming the first hub that cannot be served */
export function checkHubs(hubs: readonly HubDefinition[]): readonly Required<HubDefinition>[] {
  if (hubs.length === 0) refuse('No hub is defined. Give at least one, such as tweets:4.');
  const checked = hubs.map(checkHub);
  const twice = repeated(checked.map(({ name }) => name));
  if (twice !== undefined) refuse(`Hub ${shown(twice)} is defined twice. Name it once; case does not count.`);
  return checked;
}

function checkHub(hub: HubDefinition): Required<HubDefinition> {
  if (typeof hub !== 'object' || hub === null) refuse(`Hub ${shown(hub)} is neither a text nor an object.`);
  const { name, partitionCount, consumerGroups = [] } = hub;
  if (!hubName.accepts(name)) refuse(`Hub name ${shown(name)} is not valid. It must be ${hubName.must}.`);
  refuseUnknown(hub, `Hub ${shown(name)}: property`, properties);
  if (!partitionCounts.accepts(partitionCount))
    refuse(`Hub ${shown(name)} has ${shown(partitionCount)} partitions. It must be ${partitionCounts.must}.`);
  if (!Array.isArray(consumerGroups)) refuse(`Hub ${shown(name)}: consumerGroups must be a list of names.`);
  checkGroups(name, consumerGroups);
  return { name, partitionCount, consumerGroups };
}

function checkGroups(hub: string, groups: readonly string[]): void {
  for (const group of groups) {
    if (typeof group === 'string' && isDefaultGroup(group))
      refuse(`Consumer group "${defaultGroup}" of hub ${shown(hub)} exists by itself. Leave it out.`);
    if (!groupName.accepts(group))
      refuse(`Consumer group ${shown(group)} of hub ${shown(hub)} is not valid. It must be ${groupName.must}.`);
  }
  const twice = repeated(groups);
  if (twice !== undefined)
    refuse(`Consumer group ${shown(twice)} of hub ${shown(hub)} is named twice. Name it once; case does not count.`);
}
