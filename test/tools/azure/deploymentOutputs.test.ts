import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.ts';
import { appSettings } from '../../../tools/azure/appSettings.ts';
import type { AzureCli } from '../../../tools/azure/azureCli.ts';
import { AzureError } from '../../../tools/azure/azureError.ts';
import { deploymentOutputs } from '../../../tools/azure/deploymentOutputs.ts';
import { asPrinted, deployedOutputs, outputsOfRiver } from './deployedOutputs.ts';

const succeeded = (outputs: unknown) => ({ state: 'Succeeded', outputs });

/** An az that knows these resource groups of an app, and this deployment. */
function az(deployment: unknown, groups: unknown = ['rg-river']): AzureCli & { readonly calls: string[] } {
  const calls: string[] = [];
  const json: AzureCli['json'] = async (args) => {
    calls.push(args.join(' '));
    const answer = args[0] === 'resource' ? groups : deployment;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { calls, json };
}

describe('deploymentOutputs', () => {
  it('finds the resource group by the name of the app, and there the deployment', async () => {
    const azure = az(succeeded(asPrinted(deployedOutputs())));
    expect(await deploymentOutputs('func-river', azure)).toEqual(outputsOfRiver);
    expect(azure.calls).toEqual([
      'resource list --resource-type Microsoft.Web/sites --name func-river --query [].resourceGroup',
      expect.stringMatching(/^deployment group show --resource-group rg-river --name tributary --query /),
    ]);
  });

  it('reads names in whatever case the resource manager gives them back', async () => {
    const odd = Object.entries(deployedOutputs()).map(([name, value]) => [
      name.slice(0, 5).toLowerCase() + name.slice(5),
      value,
    ]);
    const azure = az(succeeded(asPrinted(Object.fromEntries(odd))));
    expect(await deploymentOutputs('FUNC-River', azure)).toEqual(outputsOfRiver);
  });

  it.each<[string, unknown, unknown, string, RegExp]>([
    ['no such app', {}, [], 'not-found', /^There is no function app func-river in the subscription .* az account show/],
    ['two such apps', {}, ['rg-a', 'rg-b'], 'unexpected-answer', /in resource groups rg-a, rg-b\./],
    ['a list of nothing', {}, [null], 'unexpected-answer', /names no resource group/],
    ['no list', {}, { a: 1 }, 'unexpected-answer', /printed no list/],
    ['a deployment that failed', { state: 'Failed', outputs: null }, ['rg'], 'not-found', /state is "Failed"/],
    ['no answer', undefined, ['rg'], 'not-found', /has no outputs: its state is "unknown"/],
    [
      'another app',
      succeeded(asPrinted(deployedOutputs({ AZURE_FUNCTION_APP_NAME: 'func-b' }))),
      ['rg'],
      'unexpected-answer',
      /is that of function app func-b, not of func-river/,
    ],
  ])('says what is wrong with %s', async (_what, deployment, groups, code, message) => {
    await expect(deploymentOutputs('func-river', az(deployment, groups))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it('names every output that is missing, or is no text that a terminal could take', async () => {
    const { AZURE_LOCATION: _, ...rest } = deployedOutputs({ KEY_VAULT_NAME: '', EVENT_HUB_NAME: 'a"; rm' });
    const outputs = { ...asPrinted(rest), AZURE_TENANT_ID: { value: 7 } };
    await expect(deploymentOutputs('func-river', az(succeeded(outputs)))).rejects.toThrow(
      'they hold no usable text: AZURE_LOCATION, AZURE_TENANT_ID, EVENT_HUB_NAME, KEY_VAULT_NAME.',
    );
  });

  it('says that a resource group was not made by these templates, and passes other failures on', async () => {
    const missing = new AzureError('not-found', '(DeploymentNotFound) Deployment tributary could not be found.');
    await expect(deploymentOutputs('func-river', az(missing))).rejects.toThrow(
      /rg-river.* has no deployment tributary/,
    );
    const failed = new AzureError('not-logged-in', 'The Azure CLI is not logged in. Run: az login');
    await expect(deploymentOutputs('func-river', az(failed))).rejects.toBe(failed);
  });
});

it('reads what the templates give', () => {
  const template = readFileSync(join(__dirname, '../../../infra/resources.bicep'), 'utf8');
  const names = [...template.matchAll(/^output (\w+) /gm)].map(([, name]) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(deployedOutputs())));
});

describe('appSettings', () => {
  it('name a deployment for the configuration, with the identity of whoever asks and no key', () => {
    const identity = { managed: false };
    expect(readConfig(appSettings(outputsOfRiver))).toMatchObject({
      eventHubName: 'tweets',
      eventHubConnection: { fullyQualifiedNamespace: 'evhns-river.servicebus.windows.net', identity },
      storage: {
        tableServiceUri: 'https://stdatariver.table.core.windows.net/',
        blobServiceUri: 'https://stdatariver.blob.core.windows.net/',
        identity,
      },
    });
  });
});
