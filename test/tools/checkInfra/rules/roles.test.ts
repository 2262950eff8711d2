import { describe, expect, it } from '@jest/globals';
import { appRights } from '../../../../tools/checkInfra/rules/appRights.ts';
import { roleAssignments } from '../../../../tools/checkInfra/rules/roleAssignments.ts';
import { rolesBeforeApp } from '../../../../tools/checkInfra/rules/rolesBeforeApp.ts';
import { foundBy } from '../projectOf.ts';

const sender = '2b629674-e913-4c01-ae53-ef4638d8f975';
const owner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b';

/** A namespace with its hub, and one assignment, right unless `changed` says otherwise. */
function assignment(changed: Readonly<Record<string, string>> = {}): string {
  const parts = {
    scope: 'scope: hub',
    name: `guid(hub.id, principalId, '${sender}')`,
    definition: `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${sender}')`,
    type: "principalType: 'ServicePrincipal'",
    ...changed,
  };
  return `param principalId string
resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: 'x'
}
resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' existing = {
  parent: namespace
  name: 'tweets'
}
resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  ${parts.scope}
  name: ${parts.name}
  properties: {
    principalId: principalId
    ${parts.type}
    roleDefinitionId: ${parts.definition}
  }
}
`;
}

const definition = (id: string) => `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${id}')`;

describe('roleAssignments', () => {
  it('takes a role of the table at its scope', async () => {
    expect(await foundBy(roleAssignments, assignment())).toEqual([]);
  });

  it.each([
    [
      'a role that is not in the table',
      {
        name: "guid(hub.id, principalId, 'f526a384-b230-433a-b45c-95f59c4a2dec')",
        definition: definition('f526a384-b230-433a-b45c-95f59c4a2dec'),
      },
      'its role is none of tools/checkInfra/tables/roles.ts.',
    ],
    [
      'Sender on the namespace',
      { scope: 'scope: namespace', name: `guid(namespace.id, principalId, '${sender}')` },
      'Azure Event Hubs Data Sender on Microsoft.EventHub/namespaces. The app may have it on Microsoft.EventHub/namespaces/eventhubs.',
    ],
    [
      'Sender on the whole group',
      { scope: '', name: `guid(resourceGroup().id, principalId, '${sender}')` },
      'Azure Event Hubs Data Sender on Microsoft.Resources/resourceGroups.',
    ],
    [
      "a role of the host's for a person",
      {
        type: "principalType: 'User'",
        name: `guid(hub.id, principalId, '${owner}')`,
        definition: definition(owner),
      },
      'Storage Blob Data Owner on Microsoft.EventHub/namespaces/eventhubs. The person may have it on nothing.',
    ],
    ['no principalType', { type: '' }, 'principalType is not known.'],
    [
      'resourceId for the role',
      { definition: `resourceId('Microsoft.Authorization/roleDefinitions', '${sender}')` },
      'roleDefinitionId must be subscriptionResourceId(',
    ],
    ['a random name', { name: 'newGuid()' }, 'name must be guid(<scope>.id, <principal>, <role id>)'],
    ['a name without the role', { name: 'guid(hub.id, principalId)' }, 'name must be guid('],
    ['a name of another scope', { name: `guid(namespace.id, principalId, '${sender}')` }, 'name must be guid('],
  ])('refuses %s', async (_, changed, expected) => {
    const found = await foundBy(roleAssignments, assignment(changed));
    expect(found).toEqual([expect.stringContaining(`9 sends: ${expected}`)]);
  });

  it('refuses a parameter that lets a pipeline have what a person may', async () => {
    const text = `@allowed(['User', 'ServicePrincipal'])\nparam kind string\n${assignment({ type: 'principalType: kind' })}`;
    expect(await foundBy(roleAssignments, text)).toEqual([
      expect.stringContaining('principalType is User, ServicePrincipal.'),
    ]);
  });
});

const app = `resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'x'
  location: 'y'
}
`;
const resourcesJson =
  '{ "eventHub": { "name": "tweets", "consumerGroups": {} }, "tables": { "tweets": "tweets" }, "containers": {} }';

describe('the name of an assignment', () => {
  const identity =
    "resource one 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {\n  name: 'one'\n}\n";
  const named = (principal: string) =>
    identity +
    assignment({ name: `guid(hub.id, ${principal}, '${sender}')` }).replaceAll(
      'principalId: principalId',
      'principalId: one.properties.principalId',
    );

  it('may hold the identity in place of its principal, and no other identity', async () => {
    expect(await foundBy(roleAssignments, named('one.id'))).toEqual([]);
    expect(await foundBy(roleAssignments, named('other.id'))).toEqual([expect.stringContaining('name must be guid(')]);
  });
});

describe('appRights', () => {
  it('refuses an app that lacks a role that it needs', async () => {
    const files = { 'infra/main.bicep': app + assignment(), 'resources.json': resourcesJson };
    const found = await foundBy(appRights, files);
    expect(found).toContain(
      '1 The app has nowhere Azure Event Hubs Data Receiver on a Microsoft.EventHub/namespaces/eventhubs.',
    );
    expect(found).toContain(
      '1 The app has no role on "tweets" of resources.json (Microsoft.Storage/storageAccounts/tableServices/tables).',
    );
    expect(found.join()).not.toMatch(/Data Sender/);
  });

  it('refuses an app that owns the account with the data', async () => {
    const grant = (name: string, scope: string, id: string) => `
resource ${name} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: ${scope}
  name: guid(${scope}.id, principalId, '${id}')
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: ${definition(id)}
  }
}
`;
    const text = `param principalId string
resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: 'x'
}
resource service 'Microsoft.Storage/storageAccounts/tableServices@2025-01-01' existing = {
  parent: account
  name: 'default'
}
resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-01-01' existing = {
  parent: service
  name: 'tweets'
}
${app}${grant('writes', 'table', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')}${grant('owns', 'account', owner)}`;
    const found = await foundBy(appRights, { 'infra/main.bicep': text, 'resources.json': resourcesJson });
    expect(found.join('\n')).toContain('Storage Blob Data Owner is on the account with the data.');
  });
});

describe('rolesBeforeApp', () => {
  const files = (dependsOn: string) => ({
    'infra/modules/roles.bicep': assignment(),
    'infra/modules/app.bicep': app,
    'infra/main.bicep': `module roles 'modules/roles.bicep' = {
  name: 'roles'
  params: { principalId: 'x' }
}
module app 'modules/app.bicep' = {
  name: 'app'
  ${dependsOn}
}
`,
  });

  it('refuses an app that does not wait for its roles', async () => {
    expect(await foundBy(rolesBeforeApp, files('dependsOn: [roles]'))).toEqual([]);
    expect(await foundBy(rolesBeforeApp, files(''))).toEqual([
      '5 The app (app) does not wait for its roles. Add dependsOn: [roles].',
    ]);
  });

  it('refuses app and roles whose order nothing shows', async () => {
    expect(await foundBy(rolesBeforeApp, app + assignment())).toEqual([
      '1 App and roles are not modules of one template, so nothing puts the roles first.',
    ]);
  });
});
