import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** As in `infra/`. */
export const webApiVersion = '2024-11-01';

/** The resource id of a deployment's function app. */
export function siteId({ subscriptionId, resourceGroup, functionAppName }: DeploymentOutputs): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Web/sites/${functionAppName}`;
}

/**
 * Reads a resource by its id, from the cloud that `az` is set to; az puts the cloud's address before it. Resolves with
 * Azure's answer; rejects as `az` does. https://learn.microsoft.com/cli/azure/reference-index#az-rest
 */
export function readResource(azure: AzureCli, id: string, apiVersion: string, filter?: string): Promise<unknown> {
  const query = filter === undefined ? '' : `&$filter=${filter}`;
  return azure.json(['rest', '--method', 'get', '--url', `${id}?api-version=${apiVersion}${query}`]);
}

/** The items of a list that the resource manager gives, in its first page. */
export function valuesOf(answer: unknown): readonly unknown[] {
  return isRecord(answer) && Array.isArray(answer.value) ? answer.value : [];
}
