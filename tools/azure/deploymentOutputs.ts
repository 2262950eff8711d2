import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';
import { deploymentName } from './deploymentName.ts';
import { type DeploymentOutputs, parseOutputs } from './parseOutputs.ts';
import { resourceGroupOf } from './resourceGroupOf.ts';

/**
 * What the deployment of a function app made: found from the app's name alone, in the subscription that `az` is set to.
 * Two calls of az, which take seconds. Rejects with AzureError: not-found, unexpected-answer, or as az fails.
 */
export async function deploymentOutputs(app: string, azure: AzureCli): Promise<DeploymentOutputs> {
  const group = await resourceGroupOf(app, azure);
  const answer = await show(app, group, azure);
  return parseOutputs(answer, { app, group });
}

async function show(app: string, group: string, azure: AzureCli): Promise<unknown> {
  const place = ['--resource-group', group, '--name', deploymentName];
  const query = ['--query', '{state: properties.provisioningState, outputs: properties.outputs}'];
  try {
    return await azure.json(['deployment', 'group', 'show', ...place, ...query]);
  } catch (error) {
    if (!(error instanceof AzureError && error.code === 'not-found')) throw error;
    const fact = `Resource group ${group}, which has function app ${app}, has no deployment ${deploymentName}`;
    const why = 'the app was not made by infra/, or Azure has dropped the oldest of 800 deployments';
    const message = `${fact}: ${why}. Provision it again: azd provision, or as infra/README.md says.`;
    throw new AzureError('not-found', message, { cause: error });
  }
}
