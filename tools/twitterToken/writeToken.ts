import roles from '../../infra/roles.json';
import type { AzureCli } from '../azure/azureCli.ts';
import { AzureError } from '../azure/azureError.ts';
import { grantCommand } from '../azure/grantCommand.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { withPrivateFile } from '../azure/withPrivateFile.ts';

/** As `infra/` names it in the app's setting. */
export const secretName = 'twitter-bearer-token';

/**
 * Writes the token into the vault, through a file that only this user can read: arguments of a process are everybody's.
 * Rejects with AzureError; for a refusal it names the role.
 */
export async function writeToken(token: string, outputs: DeploymentOutputs, azure: AzureCli): Promise<void> {
  const place = ['--vault-name', outputs.keyVaultName, '--name', secretName];
  // az would print the secret with the rest of its answer.
  const quietly = ['--encoding', 'utf-8', '--query', 'id'];
  try {
    await withPrivateFile(token, (file) =>
      azure.json(['keyvault', 'secret', 'set', ...place, '--file', file, ...quietly]),
    );
  } catch (error) {
    if (!(error instanceof AzureError && error.code === 'forbidden')) throw error;
    throw new AzureError('forbidden', `${error.message}\n${roleWords(outputs)}`, { cause: error });
  }
}

function roleWords({ subscriptionId, resourceGroup, keyVaultName }: DeploymentOutputs): string {
  const { keyVaultSecretsOfficer: role } = roles;
  const scope = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${keyVaultName}`;
  const grant = grantCommand({ role, scope });
  return `To write the secret takes the role ${role.name}. Somebody who may assign roles gives it with:\n${grant}\nA new role may take some minutes to spread.`;
}
