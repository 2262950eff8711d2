import { safeText } from '../../local/view/safeText.ts';
import { isRecord } from '../../src/pipeline/tweet.ts';
import type { AzureCli } from './azureCli.ts';
import type { DeploymentOutputs } from './parseOutputs.ts';
import { readResource, siteId, webApiVersion } from './resourceManager.ts';

/** What the app made of its reference to the token in the vault. */
export interface TokenStatus {
  readonly resolved: boolean;
  /** Azure's word: Resolved, SecretNotFound, AccessToKeyVaultDenied, VaultNotFound, … */
  readonly status: string;
  /** Azure's reason, where it gives one. */
  readonly details: string;
}

/** https://learn.microsoft.com/rest/api/appservice/web-apps/get-app-setting-key-vault-reference. Rejects as `az` does. */
export async function tokenStatus(outputs: DeploymentOutputs, azure: AzureCli): Promise<TokenStatus> {
  const id = `${siteId(outputs)}/config/configreferences/appsettings/TWITTER_BEARER_TOKEN`;
  const answer = await readResource(azure, id, webApiVersion);
  const { status, details } = isRecord(answer) && isRecord(answer.properties) ? answer.properties : {};
  return {
    resolved: status === 'Resolved',
    status: safeText(String(status ?? 'unknown')),
    details: typeof details === 'string' ? safeText(details) : '',
  };
}
