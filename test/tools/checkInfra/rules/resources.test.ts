// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Bicep inserts values with the same marks.
import { describe, expect, it } from '@jest/globals';
import { limited } from '../../../../tools/checkInfra/rules/limited.ts';
import { parents } from '../../../../tools/checkInfra/rules/parents.ts';
import { properties } from '../../../../tools/checkInfra/rules/properties.ts';
import { repeatable } from '../../../../tools/checkInfra/rules/repeatable.ts';
import { resourceTypes } from '../../../../tools/checkInfra/rules/resourceTypes.ts';
import { uniqueNames } from '../../../../tools/checkInfra/rules/uniqueNames.ts';
import { foundBy } from '../projectOf.ts';

describe('resourceTypes', () => {
  it.each([
    ['a type of which no schema is kept', 'Microsoft.Cache/redis@2024-03-01', 'No schema of Microsoft.Cache/redis'],
    ['another version', 'Microsoft.EventHub/namespaces@2026-01-01', 'the schema kept is of 2024-01-01'],
    ['no version', 'Microsoft.EventHub/namespaces', 'at no version'],
    ['another spelling', 'Microsoft.Eventhub/namespaces@2024-01-01', 'is written Microsoft.EventHub/namespaces.'],
  ])('refuses %s', async (_, type, expected) => {
    const found = await foundBy(resourceTypes, `resource a '${type}' = {\n  name: 'x'\n}\n`);
    expect(found).toEqual([expect.stringContaining(expected)]);
  });

  it('takes the version of the resource around it', async () => {
    const text = `resource a 'Microsoft.Web/sites@2024-11-01' = {
  name: 'x'
  location: 'y'
  resource b 'config' = {
    name: 'appsettings'
  }
}
`;
    expect(await foundBy(resourceTypes, text)).toEqual([]);
  });
});

const hub = (
  body: string,
  before = '',
) => `${before}resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  name: 'tweets'
  properties: {
    ${body}
  }
}
`;

describe('properties', () => {
  it.each([
    ['a name that is misspelt', hub('partitionCont: 4'), '4 properties.partitionCont is no property of'],
    ['a name in other case', hub('PartitionCount: 4'), 'partitionCount is.'],
    ['a read-only property', hub("createdAt: 'now'"), '4 properties.createdAt is read-only. Take it away.'],
    ['another type', hub("partitionCount: '4'"), '4 properties.partitionCount is of type string. It takes int.'],
    ['a value of no closed enum', hub("status: 'Activ'"), '4 properties.status is "Activ". It takes Active, '],
    [
      'a value that the checks do not know of an open enum',
      hub("retentionDescription: { cleanupPolicy: 'Drop' }"),
      '4 properties.retentionDescription.cleanupPolicy is "Drop". It takes Delete, Compact.',
    ],
    ['an object where a number goes', hub('partitionCount: {}'), 'is of type object. It takes int.'],
    ['a text where an object goes', hub("retentionDescription: 'a day'"), 'is of type string. It takes object.'],
    ['a variable of another type', hub('partitionCount: a', "var a = '4'\n"), 'is of type string. It takes int.'],
    [
      'a parameter that may be what the property may not',
      hub('status: a', "@allowed(['Active', 'Gone'])\nparam a string\n"),
      'properties.status is "Gone". It takes',
    ],
    ['one branch of a condition', hub("status: true ? 'Active' : 'Gone'"), 'properties.status is "Gone".'],
    ['a part of a union', hub("retentionDescription: union({ cleanup: 'x' }, {})"), '.cleanup is no property'],
  ])('refuses %s', async (_, text, expected) => {
    expect(await foundBy(properties, text)).toEqual([expect.stringContaining(expected)]);
  });

  it('refuses a resource without what is required', async () => {
    const text = `resource a 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: 'x9z'
  sku: {}
}
`;
    expect(await foundBy(properties, text)).toEqual([
      '3 sku.name is required.',
      '1 kind is required.',
      '1 location is required.',
    ]);
  });

  it('refuses values beyond ranges, lengths and patterns, and a parameter that allows them', async () => {
    const account = (name: string) => `@maxLength(30)
param long string
resource a 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: ${name}
  location: 'y'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}
`;
    expect(await foundBy(properties, account("'Has-Capitals'"))).toEqual([
      '4 name is "Has-Capitals", which is not ^[a-z0-9]+$.',
    ]);
    expect(await foundBy(properties, account("'ab'"))).toEqual(['4 name has 2 characters. It takes 3 to 24.']);
    expect(await foundBy(properties, account('long'))).toEqual([
      '4 name takes @maxLength(24), and the parameter long has @maxLength(30).',
    ]);
  });

  it('adds up the length of a name that is put together', async () => {
    const account = (prefix: string) => `var names = { one: '${prefix}\${toLower(uniqueString('x'))}' }
resource a 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: names.one
  location: 'y'
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
}
`;
    expect(await foundBy(properties, account('elevenchars'))).toEqual([]);
    expect(await foundBy(properties, account('twelve-chars'))).toEqual([
      '3 name can have 25 to 25 characters. It takes 3 to 24.',
    ]);
  });

  it('looks at each element of an array, and at each item of a loop that is written out', async () => {
    const rule = `var rules = [
  { name: 'one', kind: 'LogAlert' }
  { name: 'two', kind: 'LogAlarm' }
]
resource a 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: rule.name
    kind: rule.kind
    location: 'x'
    properties: {
      scopes: ['y', 1]
      severity: 5
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      criteria: { allOf: [] }
    }
  }
]
`;
    expect(await foundBy(properties, rule)).toEqual([
      '11 properties.scopes[] is of type int. It takes string.',
      '12 properties.severity is 5. It takes 0 to 4.',
      '8 kind is "LogAlarm". It takes LogAlert.',
    ]);
  });

  it('knows a type whose name decides on its properties, and only such names as are kept', async () => {
    const config = (name: string) => `resource a 'Microsoft.Web/sites/config@2024-11-01' = {
  name: '${name}'
  properties: { ANY_NAME: 'x' }
}
`;
    expect(await foundBy(properties, config('appsettings'))).toEqual([]);
    expect(await foundBy(properties, config('web'))).toEqual([
      '1 Microsoft.Web/sites/config "web": the schemas kept are of appsettings. Add it to tools/checkInfra/schemas.',
    ]);
  });

  it('takes of an existing resource its name alone', async () => {
    const text = `resource a 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: 'namespace'
  location: 'y'
}
`;
    expect(await foundBy(properties, text)).toEqual([expect.stringContaining('3 location is no property')]);
  });
});

describe('limited', () => {
  const bounded = (decorators: string) => `${decorators}\nparam count int\n${hub('partitionCount: count')}`;

  it('refuses a value beyond what the service takes, and a parameter that may be', async () => {
    expect(await foundBy(limited, bounded('@minValue(1)\n@maxValue(32)'))).toEqual([]);
    expect(await foundBy(limited, hub('partitionCount: 99'))).toEqual([
      expect.stringContaining('4 properties.partitionCount is 99. It takes 1 to 32 (https://'),
    ]);
    for (const decorators of ['@minValue(1)', '@minValue(0)\n@maxValue(32)', '@minValue(1)\n@maxValue(40)']) {
      expect(await foundBy(limited, bounded(decorators))).toEqual([
        expect.stringContaining('partitionCount can be more than it takes, 1 to 32. Decorate its parameter (https://'),
      ]);
    }
  });

  it('refuses a choice that the service does not have', async () => {
    const app = (version: string) => `@allowed(['20', '22'])
param node string
resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'x'
  properties: { functionAppConfig: { runtime: { version: ${version} } } }
}
`;
    expect(await foundBy(limited, app('node'))).toEqual([
      expect.stringContaining('runtime.version is 20. It takes 22, 24'),
    ]);
  });
});

describe('repeatable', () => {
  it('refuses what differs at each deployment', async () => {
    expect(await foundBy(repeatable, 'param a string = utcNow()\nparam b string = newGuid()\n')).toEqual([
      expect.stringContaining('1 utcNow() differs each time'),
      expect.stringContaining('2 newGuid() differs each time'),
    ]);
  });
});

describe('uniqueNames', () => {
  const files = (name: string, suffix: string) => ({
    'infra/modules/one.bicep':
      "param name string\nresource a 'Microsoft.KeyVault/vaults@2024-11-01' = {\n  name: name\n}\n",
    'infra/main.bicep': `var suffix = toLower(${suffix})
var names = { vault: ${name} }
module one 'modules/one.bicep' = {
  name: 'one'
  params: { name: names.vault }
}
`,
  });

  it('refuses a name that a second environment would have too', async () => {
    expect(await foundBy(uniqueNames, files("'kv-${suffix}'", 'uniqueString(resourceGroup().id)'))).toEqual([]);
    for (const [name, suffix] of [
      ["'kv-${suffix}'", "uniqueString('x')"],
      ["'kv'", 'uniqueString(resourceGroup().id)'],
    ] as const) {
      expect(await foundBy(uniqueNames, files(name, suffix))).toEqual([
        expect.stringContaining('2 a: all of Azure shares the names of Microsoft.KeyVault/vaults.'),
      ]);
    }
  });
});

describe('parents', () => {
  const group = (parent: string) => `resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: 'x'
}
resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: 'y'
}
resource group 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  ${parent}
  name: 'z'
}
`;
  it('refuses a child without a parent, and with one of another type', async () => {
    expect(await foundBy(parents, group('parent: hub'))).toEqual([]);
    expect(await foundBy(parents, group(''))).toEqual([expect.stringContaining('It has none.')]);
    expect(await foundBy(parents, group('parent: namespace'))).toEqual([
      expect.stringContaining('It has a Microsoft.EventHub/namespaces.'),
    ]);
  });
});
