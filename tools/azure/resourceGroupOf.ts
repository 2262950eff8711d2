import { safeText } from '../../local/view/safeText.ts';
import type { AzureCli } from './azureCli.ts';
import { AzureError } from './azureError.ts';

/**
 * The resource group of a function app of the subscription that `az` is set to. Asked of the resource manager's own list,
 * by name, which is one request; `az functionapp list` asks for the settings of every app there is. Rejects with AzureError.
 */
export async function resourceGroupOf(app: string, azure: AzureCli): Promise<string> {
  const filter = ['--resource-type', 'Microsoft.Web/sites', '--name', app];
  const answer = await azure.json(['resource', 'list', ...filter, '--query', '[].resourceGroup']);
  if (!Array.isArray(answer)) throw new AzureError('unexpected-answer', 'az resource list printed no list.');
  const groups: readonly unknown[] = answer;
  const [group, other] = groups;
  if (group === undefined) throw notFound(app);
  if (typeof group !== 'string' || group === '') {
    throw new AzureError('unexpected-answer', `az resource list names no resource group of function app ${app}.`);
  }
  if (other === undefined) return group;
  const places = safeText(groups.join(', '));
  const message = `There is more than one function app ${app}: in resource groups ${places}. Names have to be unique here.`;
  throw new AzureError('unexpected-answer', message);
}

function notFound(app: string): AzureError {
  const fact = `There is no function app ${app} in the subscription that az is set to, or nothing of it that you may see.`;
  return new AzureError(
    'not-found',
    `${fact} Look with: az account show. Change it with: az account set --subscription`,
  );
}
