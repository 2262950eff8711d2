import { safeText } from '../../../local/view/safeText.ts';
import { isRecord } from '../../../src/pipeline/tweet.ts';
import type { AzureCli } from '../../azure/azureCli.ts';
import { functionsOfApp } from '../../azure/functionsOfApp.ts';
import { orElse } from '../../azure/orElse.ts';
import type { DeploymentOutputs } from '../../azure/parseOutputs.ts';
import { readResource, siteId, webApiVersion } from '../../azure/resourceManager.ts';
import type { DarkStep } from './darkStep.ts';

/** The way of a tweet goes through these two. */
const needed = ['publishTweets', 'storeTweets'];

/** Does the app run, is its host well, are its functions there and switched on? The first that is not. */
export async function darkApp(outputs: DeploymentOutputs, azure: AzureCli): Promise<DarkStep | undefined> {
  return (
    (await notRunning(outputs, azure)) ?? (await hostInTrouble(outputs, azure)) ?? functionsMissing(outputs, azure)
  );
}

async function notRunning(outputs: DeploymentOutputs, azure: AzureCli): Promise<DarkStep | undefined> {
  const site = await readResource(azure, siteId(outputs), webApiVersion);
  const properties = isRecord(site) && isRecord(site.properties) ? site.properties : {};
  const state = String(properties.state);
  if (state === 'Running') return undefined;
  const { functionAppName, resourceGroup } = outputs;
  const start = `az functionapp start --name ${functionAppName} --resource-group ${resourceGroup}`;
  return { step: 'app', message: `The app does not run: its state is ${safeText(state)}. Start it: ${start}` };
}

/** The host's own word, which the resource manager passes on; while it starts there may be none. */
async function hostInTrouble(outputs: DeploymentOutputs, azure: AzureCli): Promise<DarkStep | undefined> {
  const id = `${siteId(outputs)}/hostruntime/admin/host/status`;
  const answer = await orElse(readResource(azure, id, webApiVersion), undefined);
  const status = isRecord(answer) && isRecord(answer.properties) ? answer.properties : answer;
  if (!isRecord(status) || typeof status.state !== 'string' || status.state === 'Running') return undefined;
  const errors: readonly unknown[] = Array.isArray(status.errors) ? status.errors : [];
  const why = errors.length === 0 ? 'It gives no reason.' : safeText(String(errors[0]));
  return { step: 'host', message: `The app's host is in state ${safeText(status.state)}. ${why}` };
}

async function functionsMissing(outputs: DeploymentOutputs, azure: AzureCli): Promise<DarkStep | undefined> {
  const functions = await functionsOfApp(outputs, azure);
  const missing = needed.find((name) => !functions.some((each) => each.name === name));
  if (missing !== undefined) {
    const found = functions.map(({ name }) => safeText(name)).join(', ') || 'none';
    const way = `Publish again: npm run deploy -- ${outputs.functionAppName}`;
    return {
      step: 'function',
      message: `Azure has not found function ${missing} in the app; it has found: ${found}. ${way}`,
    };
  }
  const paused = needed.find((name) => functions.some((each) => each.name === name && each.disabled));
  if (paused === undefined) return undefined;
  const way = `Switch it on: npm run resume -- ${outputs.functionAppName} ${paused}`;
  return { step: 'function', message: `Function ${paused} is switched off. ${way}` };
}
