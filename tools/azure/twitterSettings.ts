import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';
import { deploymentName } from './deploymentName.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** What az itself leaves out: the token has no way into this process. */
const query = "[?starts_with(name, 'TWITTER_') && name != 'TWITTER_BEARER_TOKEN'].{name: name, value: value}";

/**
 * The settings `TWITTER_…` of the function app, without the token: as they are now, or, for a reader, who may not list
 * settings, as they were deployed, which is then said. Rejects with AzureError.
 */
export async function twitterSettings(
  outputs: DeploymentOutputs,
  azure: AzureCli,
  say: (line: string) => void,
): Promise<Record<string, string>> {
  try {
    return await settingsNow(outputs, azure);
  } catch (error) {
    if (!(error instanceof AzureError && error.code === 'forbidden')) throw error;
    say(`You may not list the settings of ${outputs.functionAppName}: taking the query with which it was deployed.`);
    return settingsDeployed(outputs, azure);
  }
}

async function settingsNow({ resourceGroup, functionAppName }: DeploymentOutputs, azure: AzureCli) {
  const place = ['--resource-group', resourceGroup, '--name', functionAppName];
  const answer = await azure.json(['functionapp', 'config', 'appsettings', 'list', ...place, '--query', query]);
  if (!Array.isArray(answer)) {
    throw new AzureError('unexpected-answer', 'az functionapp config appsettings list printed no list.');
  }
  const settings: readonly unknown[] = answer;
  return Object.fromEntries(
    settings.flatMap((setting): [string, string][] => {
      const { name, value } = isRecord(setting) ? setting : {};
      return typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

async function settingsDeployed({ resourceGroup }: DeploymentOutputs, azure: AzureCli) {
  const place = ['--resource-group', resourceGroup, '--name', deploymentName];
  const answer = await azure.json(['deployment', 'group', 'show', ...place, '--query', 'properties.parameters']);
  return Object.fromEntries(
    Object.entries(isRecord(answer) ? answer : {}).flatMap(([name, parameter]): [string, string][] => {
      const value = isRecord(parameter) ? parameter.value : undefined;
      if (!/^twitter[A-Z]/.test(name) || (typeof value !== 'string' && typeof value !== 'number')) return [];
      return [[settingOf(name), String(value)]];
    }),
  );
}

/** `infra/resources.bicep` calls the parameter for TWITTER_MAX_POSTS_PER_DAY twitterMaxPostsPerDay, and so for each. */
export function settingOf(parameter: string): string {
  return parameter.replace(/[A-Z]/g, '_$&').toUpperCase();
}
