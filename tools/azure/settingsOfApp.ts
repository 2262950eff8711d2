import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';

/** Settings that the tools know about; az itself leaves the others out, so that nothing secret comes this way. */
const query =
  "[?name == 'TWEET_SOURCE' || name == 'PUBLISH_SCHEDULE' || starts_with(name, 'AzureWebJobs.')].{name: name, value: value}";

/** What can be switched in an app, as it is now. */
export interface SwitchedSettings {
  readonly source: 'test' | 'twitter';
  /** Of publishTweets, NCRONTAB in UTC; empty where it is not set. */
  readonly schedule: string;
  /** Functions that are switched off. */
  readonly disabled: readonly string[];
}

/** Rejects with AzureError, `forbidden` for a reader: settings may be secret, so no role for readers lists them. */
export async function settingsOfApp(outputs: DeploymentOutputs, azure: AzureCli): Promise<SwitchedSettings> {
  const place = ['--resource-group', outputs.resourceGroup, '--name', outputs.functionAppName];
  const answer = await azure.json(['functionapp', 'config', 'appsettings', 'list', ...place, '--query', query]);
  if (!Array.isArray(answer)) {
    throw new AzureError('unexpected-answer', 'az functionapp config appsettings list printed no list.');
  }
  const listed: readonly unknown[] = answer;
  const settings = listed.flatMap((each): [string, string][] =>
    isRecord(each) && typeof each.name === 'string' ? [[each.name, String(each.value)]] : [],
  );
  const textOf = (wanted: string): string => settings.find(([name]) => name === wanted)?.[1] ?? '';
  return {
    source: textOf('TWEET_SOURCE') === 'twitter' ? 'twitter' : 'test',
    schedule: textOf('PUBLISH_SCHEDULE'),
    disabled: disabledIn(settings),
  };
}

function disabledIn(settings: readonly (readonly [string, string])[]): readonly string[] {
  return settings.flatMap(([name, value]) => {
    const [, disabled] = /^AzureWebJobs\.(\w+)\.Disabled$/.exec(name) ?? [];
    // As the host reads it: https://learn.microsoft.com/azure/azure-functions/disable-function
    return disabled !== undefined && /^(true|1)$/i.test(value) ? [disabled] : [];
  });
}
