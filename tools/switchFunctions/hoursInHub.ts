import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from '../azure/azureCli.ts';
import { orElse } from '../azure/orElse.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { readResource } from '../azure/resourceManager.ts';
import { roleFor } from '../azure/roleFor.ts';

const apiVersion = '2024-01-01';

/** How long the hub keeps an event; undefined where that cannot be read. Rejects for Ctrl-C alone: it is only told. */
export async function hoursInHub(outputs: DeploymentOutputs, azure: AzureCli): Promise<number | undefined> {
  const { scope: hubId } = roleFor({ part: 'hub', access: 'read' }, outputs);
  const hub = await orElse(readResource(azure, hubId, apiVersion), undefined);
  const properties = isRecord(hub) && isRecord(hub.properties) ? hub.properties : {};
  const retention = isRecord(properties.retentionDescription) ? properties.retentionDescription : {};
  const hours = retention.retentionTimeInHours;
  return typeof hours === 'number' ? hours : undefined;
}
