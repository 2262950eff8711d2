import type { HubDefinition } from '../options.ts';
import { refuse } from './refuse.ts';
import { shown } from './shown.ts';

/**
 * Reads `name:partitions[:group,…]`, such as `tweets:4:store,archive`. Names and count are not checked here.
 * @throws EventHubsOptionsError when the text does not have that form
 */
export function parseHub(text: string): HubDefinition {
  const [name = '', partitions = '', groups, ...rest] = text.split(':');
  if (rest.length > 0 || !/^\d{1,9}$/.test(partitions)) {
    refuse(
      `Hub ${shown(text)} is not of the form name:partitions[:group,…]. Write it as in tweets:4 or tweets:4:store,archive.`,
    );
  }
  return { name, partitionCount: Number(partitions), consumerGroups: groups === undefined ? [] : groups.split(',') };
}
