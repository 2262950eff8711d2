import { tokenStatus } from '../../azure/tokenStatus.ts';
import { darkApp } from './appState.ts';
import type { DarkStep } from './darkStep.ts';
import { darkRole } from './missingRole.ts';
import { newestTrouble } from './newestTrouble.ts';
import type { Proving } from './prove.ts';

/** Follows the way of a tweet, and resolves with the first step that does nothing. Rejects as Azure does. */
export async function firstDarkStep(proving: Proving): Promise<DarkStep> {
  const { outputs, azure, source } = proving;
  const common = (await darkApp(outputs, azure)) ?? (await darkRole(outputs, azure));
  if (common !== undefined) return common;
  if (source === 'twitter') return (await darkToken(proving)) ?? darkRun(proving);
  return (await darkHub(proving)) ?? darkTable(proving);
}

async function darkToken({ outputs, azure }: Proving): Promise<DarkStep | undefined> {
  const { resolved, status, details } = await tokenStatus(outputs, azure);
  if (resolved) return undefined;
  const way = `Write the token again: npm run set-twitter-token -- ${outputs.functionAppName}`;
  return {
    step: 'token',
    message: `The app cannot read its token for X: ${status}. ${details} ${way}`.replace('  ', ' '),
  };
}

/** X may have no tweet for hours, so that an empty hub means nothing. */
async function darkRun(proving: Proving): Promise<DarkStep> {
  const fact = 'publishTweets has told of no run that came to its end.';
  return { step: 'function', message: `${fact} ${await whatItSaid('publishTweets', proving)}` };
}

async function darkHub(proving: Proving): Promise<DarkStep | undefined> {
  const newest = await proving.deployed.newestEvent();
  if (newest !== undefined && newest > proving.sinceMs) return undefined;
  const fact = `No event of this deployment is in hub ${proving.outputs.eventHubName}`;
  const last = newest === undefined ? 'it is empty' : `its newest is of ${new Date(newest).toISOString()}`;
  return { step: 'hub', message: `${fact}: ${last}. ${await whatItSaid('publishTweets', proving)}` };
}

async function darkTable(proving: Proving): Promise<DarkStep> {
  const fact = 'Events of this deployment are in the hub, and none of them has become a row.';
  return { step: 'table', message: `${fact} ${await whatItSaid('storeTweets', proving)}` };
}

async function whatItSaid(name: 'publishTweets' | 'storeTweets', proving: Proving): Promise<string> {
  const { outputs, azure, sinceMs } = proving;
  const trouble = await newestTrouble(name, sinceMs, outputs, azure);
  if (trouble !== undefined) return `What ${name} said last: ${trouble}`;
  const spread = 'A role that is new may take minutes to spread, and telemetry comes minutes late';
  return `${name} has written no error so far. ${spread}: look again with "npm run logs -- ${outputs.functionAppName}".`;
}
