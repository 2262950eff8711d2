import { safeText } from '../../local/view/safeText.ts';
import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';
import { versionAtLeast } from './versionAtLeast.ts';

/** https://learn.microsoft.com/azure/azure-functions/flex-consumption-how-to#prerequisites */
export const oldestAzureCli = '2.60.0';

/** The subscription that `az` is set to. */
export interface Account {
  readonly subscriptionId: string;
  /** Names, safe to show. */
  readonly subscription: string;
  readonly user: string;
}

/** Rejects with AzureError when `az` is missing, too old for Flex Consumption, or not logged in: a line each. */
export async function checkAzureCli(azure: AzureCli): Promise<Account> {
  const versions = await azure.json(['version']);
  const version = isRecord(versions) ? String(versions['azure-cli']) : '';
  if (versionAtLeast(version, oldestAzureCli) !== true) {
    throw new AzureError(
      'too-old',
      `The Azure CLI is version ${safeText(version)}; ${oldestAzureCli} is needed. Run: az upgrade`,
    );
  }
  return accountOf(await azure.json(['account', 'show']));
}

function accountOf(answer: unknown): Account {
  const { id, name, user } = isRecord(answer) ? answer : {};
  if (typeof id !== 'string' || typeof name !== 'string') {
    throw new AzureError(
      'unexpected-answer',
      'az account show names no subscription. Choose one: az account set --subscription',
    );
  }
  const userName = isRecord(user) && typeof user.name === 'string' ? user.name : 'unknown';
  return { subscriptionId: id, subscription: safeText(name), user: safeText(userName) };
}
