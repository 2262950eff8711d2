import { isRecord } from '../../local/functionsHost/isRecord.ts';
import { AzureError } from './azureError.ts';
import { deploymentName } from './deploymentName.ts';

/** Each output that the tools read, and what it is called here. */
const outputNames = {
  location: 'AZURE_LOCATION',
  tenantId: 'AZURE_TENANT_ID',
  subscriptionId: 'AZURE_SUBSCRIPTION_ID',
  resourceGroup: 'AZURE_RESOURCE_GROUP',
  functionAppName: 'AZURE_FUNCTION_APP_NAME',
  eventHubsNamespace: 'EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE',
  eventHubName: 'EVENT_HUB_NAME',
  tableServiceUri: 'TWEET_TABLE_SERVICE_URI',
  blobServiceUri: 'TWEET_BLOB_SERVICE_URI',
  applicationInsightsName: 'APPLICATION_INSIGHTS_NAME',
  applicationInsightsId: 'APPLICATION_INSIGHTS_ID',
  keyVaultName: 'KEY_VAULT_NAME',
} as const;

/** Where the parts of a deployment are. `eventHubsNamespace` is its host name. Nothing in it is a secret. */
export type DeploymentOutputs = Readonly<Record<keyof typeof outputNames, string>>;

/** What no name, id or address of Azure has; such a text could not be pasted into a terminal. */
const unfit = /[\s"'`$%\\]|\p{Cc}/u;

/**
 * Reads `{ state, outputs }` of a deployment. Throws AzureError: not-found where it has no outputs (it runs, or failed),
 * unexpected-answer where an output is missing, is no text, or belongs to another app.
 */
export function parseOutputs(answer: unknown, { app, group }: { readonly app: string; readonly group: string }) {
  const { state, outputs } = isRecord(answer) ? answer : {};
  const place = `Deployment ${deploymentName} of resource group ${group}`;
  if (!isRecord(outputs)) {
    const fact = `${place} has no outputs: its state is ${JSON.stringify(state ?? 'unknown')}.`;
    throw new AzureError('not-found', `${fact} Wait until it has ended; when it has failed, provision again.`);
  }
  const { found, missing } = read(outputs);
  if (found === undefined) {
    const fact = `${place} lacks these outputs, or has no usable text in them: ${missing.join(', ')}.`;
    throw new AzureError('unexpected-answer', `${fact} Provision again with the infra/ of this repository.`);
  }
  if (found.functionAppName.toLowerCase() === app.toLowerCase()) return found;
  const fact = `${place} is that of function app ${found.functionAppName}, and not of ${app}.`;
  throw new AzureError('unexpected-answer', `${fact} Give --app ${found.functionAppName}.`);
}

/** By their names without case: the resource manager makes `azurE_LOCATION` of one. https://github.com/Azure/bicep/issues/9360 */
function read(outputs: Readonly<Record<string, unknown>>) {
  const values = new Map(Object.entries(outputs).map(([name, output]) => [name.toLowerCase(), textOf(output)]));
  const text = (key: keyof DeploymentOutputs) => values.get(outputNames[key].toLowerCase());
  const keys = Object.keys(outputNames).filter(isKey);
  const missing = keys.filter((key) => text(key) === undefined).map((key) => outputNames[key]);
  return { found: missing.length > 0 ? undefined : collect((key) => text(key) ?? ''), missing };
}

function textOf(output: unknown): string | undefined {
  const value = isRecord(output) ? output.value : undefined;
  return typeof value === 'string' && value !== '' && !unfit.test(value) ? value : undefined;
}
