// biome-ignore-all lint/suspicious/noTemplateCurlyInString: azd inserts values with the same marks.
import { describe, expect, it } from '@jest/globals';
import { azureYaml } from '../../../../tools/checkInfra/rules/azureYaml.ts';
import { parametersFile } from '../../../../tools/checkInfra/rules/parametersFile.ts';
import { readmeParameters } from '../../../../tools/checkInfra/rules/readmeParameters.ts';
import { readmeQuotes } from '../../../../tools/checkInfra/rules/readmeQuotes.ts';
import { sameParameters } from '../../../../tools/checkInfra/rules/sameParameters.ts';
import { foundBy } from '../projectOf.ts';

const main = `param name string
@minValue(1)
@maxValue(2000)
param hours int = 24
@allowed(['test', 'twitter'])
param source string = 'test'
param paused ('one' | 'two')[] = []
@maxLength(254)
param email string = ''
`;
const parameters = (change: (values: Record<string, string>) => Record<string, string>) => {
  const values = {
    name: '${AZURE_ENV_NAME}',
    hours: '${TRIBUTARY_HOURS=24}',
    source: '${TRIBUTARY_SOURCE=test}',
    paused: '${TRIBUTARY_PAUSED=[]}',
    email: '${TRIBUTARY_EMAIL=}',
  };
  const entries = Object.entries(change(values)).map(([name, value]) => [name, { value }]);
  return JSON.stringify({ parameters: Object.fromEntries(entries) });
};

describe('parametersFile', () => {
  const found = (change: (values: Record<string, string>) => Record<string, string>) =>
    foundBy(parametersFile, { 'infra/main.bicep': main, 'infra/main.parameters.json': parameters(change) });

  it('takes a file that binds each parameter with its default', async () => {
    expect(await found((values) => values)).toEqual([]);
  });

  it.each([
    [
      'a parameter that is missing',
      ({ hours, ...rest }: Record<string, string>) => rest,
      'hours of main.bicep is missing',
    ],
    [
      'a parameter that is none',
      (all: Record<string, string>) => ({ ...all, other: '${OTHER}' }),
      'no parameter other.',
    ],
    [
      'another default',
      (all: Record<string, string>) => ({ ...all, hours: '${TRIBUTARY_HOURS=48}' }),
      'hours is "48" by default, and "24" in main.bicep.',
    ],
    [
      'a variable bound twice',
      (all: Record<string, string>) => ({ ...all, email: '${TRIBUTARY_SOURCE=}' }),
      'TRIBUTARY_SOURCE is bound twice.',
    ],
  ])('refuses %s', async (_, change, expected) => {
    expect(await found(change)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('sameParameters', () => {
  it.each([
    ['another default', 'hours int = 24', 'hours int = 12', 'hours has another default'],
    ['another bound', '@maxValue(2000)', '@maxValue(200)', 'hours has other decorators'],
    ['another type', 'param hours int', 'param hours string', 'hours has another type'],
    ['none of that name', 'param email', 'param mail', 'has no email'],
  ])('refuses %s in the other entry', async (_, from, to, expected) => {
    const files = { 'infra/main.bicep': main, 'infra/resources.bicep': main.replace(from, to) };
    expect(await foundBy(sameParameters, files)).toEqual([expect.stringContaining(expected)]);
    expect(await foundBy(sameParameters, { ...files, 'infra/resources.bicep': main })).toEqual([]);
  });
});

const readme = `# Infrastructure
See [the template](main.bicep) and [below](#for-reviewers).

## Parameters

| parameter | variable | default | range | what |
|---|---|---|---|---|
| \`name\` | \`AZURE_ENV_NAME\` | – | | |
| \`hours\` | \`TRIBUTARY_HOURS\` | \`24\` | 1–2,000 | |
| \`source\` | \`TRIBUTARY_SOURCE\` | \`test\` | \`test\`, \`twitter\` | |
| \`paused\` | \`TRIBUTARY_PAUSED\` | \`[]\` | list of \`one\`, \`two\` | |
| \`email\` | \`TRIBUTARY_EMAIL\` | empty | 0–254 characters | |

## For reviewers

| defect | here | line |
|---|---|---|
| a | b | [main.bicep](main.bicep): \`param hours int = 24\` |
`;
const documents = (from = '', to = '') => ({
  'infra/main.bicep': main,
  'infra/main.parameters.json': parameters((values) => values),
  'infra/README.md': readme.replace(from, to),
});

describe('readmeParameters', () => {
  it('takes a table that agrees', async () => {
    expect(await foundBy(readmeParameters, documents())).toEqual([]);
  });

  it.each([
    [
      'a parameter that the table lacks',
      /\| `email`.*\n/.exec(readme)?.[0] ?? '',
      '',
      'email is missing from the table',
    ],
    ['a row of no parameter', '| `email`', '| `mail`', 'main.bicep has no parameter mail.'],
    ['another default', '| `24` |', '| `12` |', 'its default is `24`, not `12`.'],
    ['another range', '1–2,000', '1–2,001', 'its range is 1–2,000, not 1–2,001.'],
    ['values that are not allowed', '`test`, `twitter`', '`test`', 'its range is `test`, `twitter`, not `test`.'],
    ['another variable', '`TRIBUTARY_HOURS`', '`HOURS`', 'azd binds it to TRIBUTARY_HOURS, not `HOURS`.'],
  ])('refuses %s', async (_, from, to, expected) => {
    expect((await foundBy(readmeParameters, documents(from, to))).join('\n')).toContain(expected);
  });
});

describe('readmeQuotes', () => {
  it.each([
    [
      'a quoted line that is not in its file',
      'hours int = 24`',
      'hours int = 25`',
      'main.bicep has no line "param hours int = 25".',
    ],
    ['a row that quotes nothing', ': `param hours int = 24`', '', 'No line of main.bicep is quoted.'],
    [
      'a link to nowhere',
      '[the template](main.bicep)',
      '[the template](other.bicep)',
      'There is no file infra/other.bicep.',
    ],
    ['a README without the table', '## For reviewers', '## For others', 'There is no table for reviewers'],
  ])('refuses %s', async (_, from, to, expected) => {
    expect(await foundBy(readmeQuotes, documents(from, to))).toEqual([expect.stringContaining(expected)]);
    expect(await foundBy(readmeQuotes, documents())).toEqual([]);
  });
});

describe('azureYaml', () => {
  const yaml =
    'name: tributary\nservices:\n  pipeline:\n    project: ./dist/app\n    language: js\n    host: function\n';
  const app = (tag: string) => `resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'x'
  location: 'y'
  tags: union({}, { 'azd-service-name': '${tag}' })
}
`;
  it.each([
    ['no file', undefined, 'pipeline', 'It is missing.'],
    ['what is no YAML', 'a: [', 'pipeline', 'It is no YAML.'],
    ['another service', yaml.replace('pipeline', 'api'), 'pipeline', 'Its services are api. There is one, pipeline.'],
    ['another folder', yaml.replace('dist/app', '.'), 'pipeline', 'services.pipeline.project is ./.'],
    ['another host', yaml.replace('function', 'appservice'), 'pipeline', 'services.pipeline.host is appservice.'],
    ['another tag of the app', yaml, 'api', 'app has no tag azd-service-name: pipeline'],
  ])('refuses %s', async (_, text, tag, expected) => {
    const files = { 'infra/main.bicep': app(tag), ...(text !== undefined && { 'azure.yaml': text }) };
    expect(await foundBy(azureYaml, files)).toEqual([expect.stringContaining(expected)]);
    expect(await foundBy(azureYaml, { 'infra/main.bicep': app('pipeline'), 'azure.yaml': yaml })).toEqual([]);
  });
});
