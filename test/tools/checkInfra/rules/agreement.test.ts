import { describe, expect, it } from '@jest/globals';
import { bicepConfig } from '../../../../tools/checkInfra/rules/bicepConfig.ts';
import { functionNames } from '../../../../tools/checkInfra/rules/functionNames.ts';
import { outputContract } from '../../../../tools/checkInfra/rules/outputContract.ts';
import { resourceNames } from '../../../../tools/checkInfra/rules/resourceNames.ts';
import { rolesFile } from '../../../../tools/checkInfra/rules/rolesFile.ts';
import { settingNames } from '../../../../tools/checkInfra/rules/settingNames.ts';
import { settingRanges } from '../../../../tools/checkInfra/rules/settingRanges.ts';
import { outputNames } from '../../../../tools/checkInfra/tables/outputNames.ts';
import { foundBy, projectOf } from '../projectOf.ts';

const resources = `{
  "eventHub": { "name": "tweets", "partitionCount": 4, "consumerGroups": { "store": "store" } },
  "tables": { "tweets": "tweets" },
  "containers": { "deadLetters": "dead-letters", "twitterState": "twitter-state" }
}`;

describe('resourceNames', () => {
  const group = (name: string) => `var names = loadJsonContent('../resources.json')
resource group 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = [
  for group in items(names.eventHub.consumerGroups): {
    name: ${name}
  }
]
`;
  const found = (text: string) => foundBy(resourceNames, { 'resources.json': resources, 'infra/main.bicep': text });

  it('takes names that come from resources.json, and refuses the same names written again', async () => {
    expect(await found(group('group.value'))).toEqual([]);
    expect(await found(group("'store'"))).toEqual(['2 "store" does not come from resources.json.']);
    expect(await found(group("'other'"))).toEqual([
      '2 "store" of resources.json (consumerGroups) is not made.',
      '2 "other" is not in resources.json (consumerGroups).',
      '2 "other" does not come from resources.json.',
    ]);
  });

  it('follows names through modules and functions, and tells one that is not made', async () => {
    const files = (containers: string) => ({
      'resources.json': resources,
      'infra/modules/account.bicep': `param containers array
resource made 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [for name in containers: {
  name: name
}]
`,
      'infra/main.bicep': `var names = loadJsonContent('../resources.json').containers
module host 'modules/account.bicep' = {
  name: 'host'
  params: { containers: ['packages'] }
}
module data 'modules/account.bicep' = {
  name: 'data'
  params: { containers: ${containers} }
}
`,
    });
    expect(await foundBy(resourceNames, files('map(items(names), each => each.value)'))).toEqual([]);
    expect(await foundBy(resourceNames, files('[names.deadLetters]'))).toEqual([
      '2 "twitter-state" of resources.json (containers) is not made.',
    ]);
  });

  it('refuses another default for the number of partitions', async () => {
    expect(await found('param partitionCount int = 32\n')).toEqual(['1 Its default is not that of resources.json, 4.']);
  });
});

/** What agrees, by the file it stands in. */
const agreed = {
  'infra/main.bicep': `param horizon int = 60
resource settings 'Microsoft.Web/sites/config@2024-11-01' = {
  name: 'appsettings'
  properties: {
    TWEET_SOURCE: 'test'
    TwitterHorizon__seconds: 'x'
    TWITTER_HORIZON_SECONDS: string(horizon)
  }
}
`,
  'src/config.ts': '',
  'src/config/twitter.ts': `get('TWEET_SOURCE'); get('TwitterHorizon');
    readWhole(settings, 'TWITTER_HORIZON_SECONDS', { from: 10, to: 3_600, otherwise: 60 })`,
  'local.settings.json.example':
    '{ "Values": { "TWEET_SOURCE": "test", "TwitterHorizon": "", "TWITTER_HORIZON_SECONDS": "60" } }',
};

/** Without those that the table of exceptions wants to be somewhere. */
async function settingsFound(changed: Readonly<Record<string, string>>) {
  const all = await foundBy(settingNames, { ...agreed, ...changed });
  const known = await foundBy(settingNames, agreed);
  return all.filter((each) => !known.includes(each));
}

describe('settingNames', () => {
  it.each([
    [
      'a setting that Bicep alone names',
      'infra/main.bicep',
      "TWEET_SOURCE: 'test'",
      "TWEET_SOURCE: 'test'\n    TWEET_SPEED: '1'",
      /TWEET_SPEED is not in (src\/config|local)/,
    ],
    [
      'a setting that the code alone names',
      'src/config/twitter.ts',
      "get('TWEET_SOURCE')",
      "get('TWEET_SOURCE'); get('TWEET_SPEED')",
      /TWEET_SPEED is not in (the app settings|local)/,
    ],
    [
      'a setting that the example alone names',
      'local.settings.json.example',
      '"TWEET_SOURCE"',
      '"TWEET_SPEED": "", "TWEET_SOURCE"',
      /TWEET_SPEED is not in (src\/config|the app)/,
    ],
    [
      'a setting that Bicep lacks',
      'infra/main.bicep',
      "    TWEET_SOURCE: 'test'\n",
      '',
      /TWEET_SOURCE is not in the app settings/,
    ],
    [
      'a setting renamed in a binding',
      'src/config/twitter.ts',
      "get('TWEET_SOURCE')",
      "get('TWEET_SOURCE'); '%PUBLISH_TIMES%'",
      /PUBLISH_TIMES is not in/,
    ],
    [
      'an exception that has become none',
      'local.settings.json.example',
      '"TWEET_SOURCE"',
      '"AZURE_CLIENT_ID": "", "TWEET_SOURCE"',
      /AZURE_CLIENT_ID is in local.settings.json.example/,
    ],
  ])('refuses %s', async (_, file, from, to, expected) => {
    const text = new Map(Object.entries(agreed)).get(file) ?? '';
    expect(text).toContain(from);
    const found = await settingsFound({ [file]: text.replace(from, to) });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((each) => expected.test(each))).toBe(true);
  });

  it('tells the place where the setting is wrong', async () => {
    const files = { ...agreed, 'local.settings.json.example': '{ "Values": {} }' };
    const found = settingNames(await projectOf(files)).filter(({ message }) => message.startsWith('TWEET_SOURCE '));
    expect(found).toMatchObject([{ file: 'local.settings.json.example', line: 1 }]);
    const more = {
      ...agreed,
      'local.settings.json.example': agreed['local.settings.json.example'].replace('{ "T', '{ "X_Y": "", "T'),
    };
    const others = settingNames(await projectOf(more)).filter(({ message }) => message.startsWith('X_Y '));
    expect(others.map(({ file }) => file)).toEqual(['infra/main.bicep', 'infra/main.bicep']);
    const [bicep] = settingNames(await projectOf({ ...agreed, 'src/config/twitter.ts': '' })).filter(({ message }) =>
      message.startsWith('TWITTER_HORIZON_SECONDS '),
    );
    expect(bicep).toMatchObject({ file: 'infra/main.bicep', line: 7 });
  });

  it('tells an exception of the table that is nowhere', async () => {
    expect((await foundBy(settingNames, agreed)).join('\n')).toContain('AZURE_CLIENT_ID is not in the app settings');
  });
});

describe('settingRanges', () => {
  const found = (parameter: string) =>
    foundBy(settingRanges, {
      ...agreed,
      'infra/main.bicep': agreed['infra/main.bicep'].replace('param horizon int = 60', parameter),
    });

  it('refuses a range or a default that is not that of the code', async () => {
    expect(await found('@minValue(10)\n@maxValue(3600)\nparam horizon int = 60')).toEqual([]);
    expect(await found('@minValue(1)\n@maxValue(3600)\nparam horizon int = 60')).toEqual([
      '3 horizon is 1 to 3600; the code takes TWITTER_HORIZON_SECONDS from 10 to 3600.',
    ]);
    expect(await found('@minValue(10)\n@maxValue(3600)\nparam horizon int = 30')).toEqual([
      "3 horizon is 30 by default; the code's default is 60.",
    ]);
  });
});

describe('functionNames', () => {
  const code = {
    'src/functions/storeTweets.ts': "app.eventHub('storeTweets', {})",
    'src/functions/limitTweets.ts': "app.timer('limitTweets', {})",
    'src/functions/appTerminate.ts': 'app.hook.appTerminate(() => {})',
  };
  const found = (text: string) => foundBy(functionNames, { ...code, 'infra/main.bicep': text });

  it('refuses names of functions that there are not', async () => {
    expect(await found("var a = 'function:storeTweets'\nvar b = 'function:storePosts'\n")).toEqual([
      '2 storePosts is no function of src/functions/.',
    ]);
    expect(await found("var a = 'AzureWebJobs.limitPosts.Disabled'\n")).toEqual([
      '1 limitPosts is no function of src/functions/.',
    ]);
  });

  it('refuses a list of pauses that is not of those that can be paused', async () => {
    const off = "var a = 'AzureWebJobs.limitTweets.Disabled'\n";
    expect(await found(`${off}param pausedFunctions ('storeTweets' | 'storeTweets')[]\n`)).toEqual([]);
    expect(await found(`${off}param pausedFunctions ('storeTweets' | 'limitTweets')[]\n`)).toEqual([
      '2 limitTweets is none that can be paused.',
    ]);
    expect(await found("param pausedFunctions ('storeTweets' | 'storeTweets')[]\n")).toEqual([
      '1 limitTweets cannot be paused.',
    ]);
  });
});

describe('rolesFile', () => {
  it('refuses an id that is of another role', async () => {
    const file = (id: string) => `{ "eventHubsDataSender": { "name": "Azure Event Hubs Data Sender", "id": "${id}" } }`;
    const found = (id: string) => foundBy(rolesFile, { 'infra/roles.json': file(id) });
    expect(await found('2b629674-e913-4c01-ae53-ef4638d8f975')).toEqual([]);
    expect(await found('a638d3c7-ab3a-418d-83e6-5f17a39d4fde')).toEqual([
      expect.stringContaining(
        'has the id a638d3c7-ab3a-418d-83e6-5f17a39d4fde, which is of Azure Event Hubs Data Receiver.',
      ),
    ]);
    expect(await found('0')).toEqual([expect.stringContaining('which is of no role of')]);
  });
});

describe('outputContract', () => {
  const inner = outputNames.map((name) => `output ${name} string = 'x'\n`).join('');
  const outer = (name = 'tributary') =>
    `module resources 'resources.bicep' = {\n  name: '${name}'\n}\n${outputNames.map((each) => `output ${each} string = resources.outputs.${each}\n`).join('')}`;
  const found = (main: string, resourcesText = inner) =>
    foundBy(outputContract, { 'infra/main.bicep': main, 'infra/resources.bicep': resourcesText });

  it('takes the outputs that the tools read', async () => {
    expect(await found(outer())).toEqual([]);
  });

  it.each([
    [
      'an output that is missing',
      outer(),
      inner.replace(/output KEY_VAULT_NAME.*\n/, ''),
      'The output KEY_VAULT_NAME is missing.',
    ],
    [
      'an output too many',
      outer(),
      `${inner}output RESOURCE_GROUP string = 'x'\n`,
      'The output RESOURCE_GROUP is read by nobody.',
    ],
    [
      'an output of another type',
      outer(),
      inner.replace('KEY_VAULT_NAME string', 'KEY_VAULT_NAME object'),
      'The output KEY_VAULT_NAME must be a string.',
    ],
    ['another name of the deployment', outer('resources'), inner, 'The deployment must be named tributary'],
    [
      'an output of another module',
      outer().replace('resources.outputs.KEY_VAULT_NAME', 'others.outputs.KEY_VAULT_NAME'),
      inner,
      'KEY_VAULT_NAME must be resources.outputs.KEY_VAULT_NAME.',
    ],
    [
      'an output that tells another one',
      outer().replace('outputs.KEY_VAULT_NAME', 'outputs.EVENT_HUB_NAME'),
      inner,
      'KEY_VAULT_NAME must be resources.outputs.KEY_VAULT_NAME.',
    ],
  ])('refuses %s', async (_, main, resourcesText, expected) => {
    expect(await found(main, resourcesText)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('bicepConfig', () => {
  it('refuses a rule of the linter that stops nothing', async () => {
    const config = '{ "analyzers": { "core": { "rules": { "no-unused-params": { "level": "warning" } } } } }';
    expect(await foundBy(bicepConfig, { 'infra/bicepconfig.json': config })).toContain(
      '1 no-unused-params must be of level error.',
    );
  });
});
