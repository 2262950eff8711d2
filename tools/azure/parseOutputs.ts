import { isRecord } from '../../src/pipeline/tweet.ts';
import { AzureError } from './azureError.ts';
import { deploymentName } from './deploymentName.ts';

/** Where the parts of a deployment are. Nothing in it is a secret. */
export interface DeploymentOutputs {
  readonly location: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly functionAppName: string;
  /** The namespace's host name. */
  readonly eventHubsNamespace: string;
  readonly eventHubName: string;
  readonly tableServiceUri: string;
  readonly blobServiceUri: string;
  readonly applicationInsightsName: string;
  readonly applicationInsightsId: string;
  readonly keyVaultName: string;
}

/** The app that was asked for, and the resource group that has it. */
export interface AppPlace {
  readonly app: string;
  readonly group: string;
}

/** What no name, id or address of Azure has; such a text could not be pasted into a terminal. */
const unfit = /[\s"'`$%\\]|\p{Cc}/u;

/**
 * Reads `{ state, outputs }` of a deployment. Throws AzureError: not-found where it has no outputs (it still runs, or
 * failed), unexpected-answer where an output is missing, is no text, or belongs to another app.
 */
export function parseOutputs(answer: unknown, { app, group }: AppPlace): DeploymentOutputs {
  const { state, outputs } = isRecord(answer) ? answer : {};
  const place = `Deployment ${deploymentName} of resource group ${group}`;
  if (!isRecord(outputs)) {
    const fact = `${place} has no outputs: its state is ${JSON.stringify(state ?? 'unknown')}.`;
    throw new AzureError('not-found', `${fact} Wait until it has ended; when it has failed, provision again.`);
  }
  const missing: string[] = [];
  const found = readOutputs(textsOf(outputs), missing);
  if (missing.length > 0) {
    const fact = `${place} lacks these outputs, or they hold no usable text: ${missing.join(', ')}.`;
    throw new AzureError('unexpected-answer', `${fact} Provision again with the infra/ of this repository.`);
  }
  if (found.functionAppName.toLowerCase() === app.toLowerCase()) return found;
  const fact = `${place} is that of function app ${found.functionAppName}, not of ${app}.`;
  throw new AzureError('unexpected-answer', `${fact} Ask for ${found.functionAppName}, or provision ${app} again.`);
}

function readOutputs(texts: ReadonlyMap<string, string>, missing: string[]): DeploymentOutputs {
  const text = (name: string): string => {
    const found = texts.get(name.toLowerCase());
    if (found === undefined) missing.push(name);
    return found ?? '';
  };
  return {
    location: text('AZURE_LOCATION'),
    tenantId: text('AZURE_TENANT_ID'),
    subscriptionId: text('AZURE_SUBSCRIPTION_ID'),
    resourceGroup: text('AZURE_RESOURCE_GROUP'),
    functionAppName: text('AZURE_FUNCTION_APP_NAME'),
    eventHubsNamespace: text('EVENT_HUBS_FULLY_QUALIFIED_NAMESPACE'),
    eventHubName: text('EVENT_HUB_NAME'),
    tableServiceUri: text('TWEET_TABLE_SERVICE_URI'),
    blobServiceUri: text('TWEET_BLOB_SERVICE_URI'),
    applicationInsightsName: text('APPLICATION_INSIGHTS_NAME'),
    applicationInsightsId: text('APPLICATION_INSIGHTS_ID'),
    keyVaultName: text('KEY_VAULT_NAME'),
  };
}

/** By names without case: the resource manager gives `azurE_LOCATION` back. https://github.com/Azure/bicep/issues/9360 */
function textsOf(outputs: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(outputs).flatMap(([name, output]): [string, string][] => {
      const value = isRecord(output) ? output.value : undefined;
      return typeof value === 'string' && value !== '' && !unfit.test(value) ? [[name.toLowerCase(), value]] : [];
    }),
  );
}
