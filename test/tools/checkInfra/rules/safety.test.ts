// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Bicep inserts values with the same marks.
import { describe, expect, it } from '@jest/globals';
import { fixed } from '../../../../tools/checkInfra/rules/fixed.ts';
import { flexApp } from '../../../../tools/checkInfra/rules/flexApp.ts';
import { keys } from '../../../../tools/checkInfra/rules/keys.ts';
import { literalDomains } from '../../../../tools/checkInfra/rules/literalDomains.ts';
import { secrets } from '../../../../tools/checkInfra/rules/secrets.ts';
import { vaultReference } from '../../../../tools/checkInfra/rules/vaultReference.ts';
import { foundBy } from '../projectOf.ts';

const account = (
  properties: string,
  name = 'account',
) => `resource ${name} 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'x9z'
  location: 'y'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: { ${properties} }
}
`;
const closed = [
  'allowBlobPublicAccess: false',
  'allowSharedKeyAccess: false',
  'defaultToOAuthAuthentication: true',
  "minimumTlsVersion: 'TLS1_2'",
  'supportsHttpsTrafficOnly: true',
].join(', ');

describe('keys', () => {
  it.each([
    ['listKeys of a resource', 'output a string = account.listKeys().keys[0].value\n', 'listKeys() reads a key'],
    ['listKeys as a function', "output a object = listKeys('x', '2025-01-01')\n", 'listKeys() reads a key'],
    ['a signature', "output a object = account.listServiceSas('2025-01-01', {})\n", 'listServiceSas() reads a key'],
    [
      'the key of telemetry',
      'output a string = component.properties.InstrumentationKey\n',
      '.InstrumentationKey is a key.',
    ],
    ['a connection string', "var a = 'AccountName=x;AccountKey=${b}'\n".replace('${b}', ''), 'A text that holds a key'],
  ])('refuses %s', async (_, text, expected) => {
    expect(await foundBy(keys, text)).toEqual([expect.stringContaining(expected)]);
  });

  it('refuses a setting that is a connection string, unless it is that of telemetry', async () => {
    const settings = (name: string) => `resource a 'Microsoft.Web/sites/config@2024-11-01' = {
  name: 'appsettings'
  properties: { ${name}: 'x' }
}
`;
    expect(await foundBy(keys, settings('APPLICATIONINSIGHTS_CONNECTION_STRING'))).toEqual([]);
    expect(await foundBy(keys, settings('STORAGE_CONNECTION_STRING'))).toEqual([
      '3 STORAGE_CONNECTION_STRING is a connection string. Use an identity.',
    ]);
  });
});

describe('secrets', () => {
  it.each([
    ['a secure parameter with a default', "@secure()\nparam a string = 'x'\n", '2 a is @secure and has a default.'],
    ['a secret that is not secure', 'param bearerToken string\n', '1 bearerToken is not @secure.'],
    [
      'a secure parameter as an output',
      '@secure()\nparam a string\noutput b string = a\n',
      '3 The output b tells the secure parameter a.',
    ],
    [
      'a connection string as an output',
      'output b string = x.properties.ConnectionString\n',
      '1 The output b tells a connection string.',
    ],
  ])('refuses %s', async (_, text, expected) => {
    expect(await foundBy(secrets, text)).toEqual([expect.stringContaining(expected)]);
  });

  it('follows an output through modules to what it tells', async () => {
    const files = {
      'infra/modules/one.bicep': 'output address string = component.properties.ConnectionString\n',
      'infra/main.bicep': "module one 'modules/one.bicep' = {\n  name: 'x'\n}\noutput a string = one.outputs.address\n",
    };
    expect(await foundBy(secrets, files)).toEqual([
      expect.stringContaining('4 The output a tells a connection string.'),
    ]);
  });
});

describe('vaultReference', () => {
  it('refuses a token that is not the newest one of the vault', async () => {
    const text = (value: string) => `param vault string
resource a 'Microsoft.Web/sites/config@2024-11-01' = {
  name: 'appsettings'
  properties: { TWITTER_BEARER_TOKEN: ${value} }
}
`;
    const reference = '@Microsoft.KeyVault(VaultName=${vault};SecretName=twitter-bearer-token)';
    expect(await foundBy(vaultReference, text(`'${reference}'`))).toEqual([]);
    for (const wrong of ['vault', "''", `'${reference.replace('token)', 'token/1)')}'`]) {
      expect(await foundBy(vaultReference, text(wrong))).toEqual([
        expect.stringContaining('TWITTER_BEARER_TOKEN must be @Microsoft.KeyVault('),
      ]);
    }
  });
});

describe('fixed', () => {
  it('takes an account that is closed', async () => {
    expect(await foundBy(fixed, account(closed))).toEqual([]);
  });

  it.each([
    ['allowSharedKeyAccess: false', 'allowSharedKeyAccess: true', 'allowSharedKeyAccess is true. It must be false.'],
    ['allowSharedKeyAccess: false, ', '', 'allowSharedKeyAccess is missing. It must be false.'],
    [
      'allowBlobPublicAccess: false',
      'allowBlobPublicAccess: open',
      'allowBlobPublicAccess is not known. It must be false.',
    ],
    ["'TLS1_2'", "'TLS1_0'", 'minimumTlsVersion is TLS1_0. It must be TLS1_2.'],
  ])('refuses an account with %s changed to %j', async (from, to, expected) => {
    const found = await foundBy(fixed, `param open bool\n${account(closed.replace(from, to))}`);
    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  it('follows a parameter to every value that it is given', async () => {
    const call = (name: string, value: string) =>
      `module ${name} 'modules/account.bicep' = {\n  name: '${name}'\n  params: { shared: ${value} }\n}\n`;
    const files = (value: string) => ({
      'infra/modules/account.bicep': `param shared bool\n${account(closed.replace('Access: false,', 'Access: false,').replace('allowSharedKeyAccess: false', 'allowSharedKeyAccess: shared'))}`,
      'infra/main.bicep': call('one', 'false') + call('two', value),
    });
    expect(await foundBy(fixed, files('false'))).toEqual([]);
    expect(await foundBy(fixed, files('true'))).toEqual([
      expect.stringContaining('allowSharedKeyAccess is false or true. It must be false.'),
    ]);
  });
});

const site = (siteConfig: string, settings: string) => `resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'x'
  location: 'y'
  properties: {
    serverFarmId: 'plan'
    keyVaultReferenceIdentity: 'id'
    functionAppConfig: {}
    siteConfig: { minTlsVersion: '1.2' ${siteConfig} }
  }
  resource settings 'config' = {
    name: 'appsettings'
    properties: union({ ${settings} }, more)
  }
}
param more object = {}
`;
const byIdentity = [
  ...['blobServiceUri', 'credential', 'clientId'].map((part) => `AzureWebJobsStorage__${part}: 'x'`),
  ...['fullyQualifiedNamespace', 'credential', 'clientId'].map((part) => `EventHubConnection__${part}: 'x'`),
  ...['tableServiceUri', 'blobServiceUri', 'credential', 'clientId'].map((part) => `TweetStorage__${part}: 'x'`),
].join(', ');

describe('flexApp', () => {
  it('takes an app with all its connections', async () => {
    expect(await foundBy(flexApp, site('', byIdentity))).toEqual([]);
  });

  it.each([
    [
      'a setting that the plan owns',
      '',
      `${byIdentity}, FUNCTIONS_WORKER_RUNTIME: 'node'`,
      "FUNCTIONS_WORKER_RUNTIME is the platform's.",
    ],
    [
      'a connection string beside the identity',
      '',
      `${byIdentity}, AzureWebJobsStorage: 'x'`,
      'AzureWebJobsStorage goes by identity',
    ],
    [
      'a connection without its client id',
      '',
      byIdentity.replace("EventHubConnection__clientId: 'x', ", ''),
      'EventHubConnection__clientId is not set.',
    ],
    [
      'a property of the site that the plan refuses',
      ', alwaysOn: false',
      byIdentity,
      'siteConfig.alwaysOn is refused (51021) or ignored.',
    ],
  ])('refuses %s', async (_, siteConfig, settings, expected) => {
    const found = await foundBy(flexApp, site(siteConfig, settings));
    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  it('finds a forbidden setting in what another template hands over', async () => {
    const files = {
      'infra/modules/app.bicep': site('', byIdentity),
      'infra/main.bicep':
        "module app 'modules/app.bicep' = {\n  name: 'x'\n  params: { more: { WEBSITE_RUN_FROM_PACKAGE: '1' } }\n}\n",
    };
    expect(await foundBy(flexApp, files)).toEqual(["3 WEBSITE_RUN_FROM_PACKAGE is the platform's. Take it away."]);
  });
});

describe('literalDomains', () => {
  it('refuses an address that differs between clouds', async () => {
    expect(await foundBy(literalDomains, "var a = 'https://x.blob.core.windows.net/'\n")).toEqual([
      '1 core.windows.net is written out. Take it from the resource, or from environment().',
    ]);
    expect(await foundBy(literalDomains, "var a = 'https://x.blob.${environment().suffixes.storage}/'\n")).toEqual([]);
  });
});
