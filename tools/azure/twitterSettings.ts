import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** What az itself leaves out: the token has no way into this process. */
const query = "[?starts_with(name, 'TWITTER_') && name != 'TWITTER_BEARER_TOKEN'].{name: name, value: value}";

/**
 * The settings `TWITTER_…` of the function app as they are now, without the token. Not as they were deployed: they may
 * have been changed since, and the query decides which state is whose. Rejects with AzureError, `forbidden` for a reader.
 */
export async function twitterSettings(outputs: DeploymentOutputs, azure: AzureCli): Promise<Record<string, string>> {
  const place = ['--resource-group', outputs.resourceGroup, '--name', outputs.functionAppName];
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
