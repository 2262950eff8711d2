// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Bicep and azd insert values with the same marks.
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type BicepParser, openBicepParser } from '../../../tools/checkInfra/bicep/bicepParser.ts';
import { readTemplate } from '../../../tools/checkInfra/bicep/readTemplate.ts';
import { checkInfra } from '../../../tools/checkInfra/checkInfra.ts';
import { folderFiles } from '../../../tools/checkInfra/project/folderFiles.ts';
import { type InfraProject, openProject } from '../../../tools/checkInfra/project/infraProject.ts';
import type { Rule } from '../../../tools/checkInfra/rule.ts';
import { rules } from '../../../tools/checkInfra/rules.ts';
import { loadSchemas } from '../../../tools/checkInfra/schemas/loadSchemas.ts';

const root = join(__dirname, '../../..');
const files = folderFiles(root);
const schemas = loadSchemas(root);
let parse: BicepParser;
let project: InfraProject;
beforeAll(async () => {
  parse = await openBicepParser();
  project = openProject(files, parse, schemas);
});

/** One mistake for each rule, as a person would make it: the file, what stands there, and what stands there then. */
const mistakes: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  syntax: ['infra/modules/vault.bicep', "name: 'standard'\n", "name: 'standard',\n"],
  symbols: ['infra/resources.bicep', 'toLower(uniqueString(', 'toLowerCase(uniqueString('],
  unused: ['infra/modules/vault.bicep', '  tags: tags\n', ''],
  modules: ['infra/resources.bicep', '    tweetStorageName: names.tweetStorage\n', ''],
  defaults: ['infra/main.bicep', "param nodeVersion string = '24'", "param nodeVersion string = '20'"],
  decorators: ['infra/modules/vault.bicep', '@maxLength(24)', '@maxLenght(24)'],
  outputTypes: ['infra/main.bicep', 'output AZURE_LOCATION string', 'output AZURE_LOCATION int'],
  loadedFiles: ['infra/modules/appRoles.bicep', 'names.containers.deadLetters', 'names.containers.deadLetter'],
  members: ['infra/modules/storageAccount.bicep', 'primaryEndpoints.table', 'primaryEndpoints.tables'],
  deployTime: ['infra/resources.bicep', "name: 'tributary-app-roles'", 'name: services.outputs.hubName'],
  madeBefore: ['infra/resources.bicep', '  dependsOn: [services]\n', ''],
  resourceTypes: ['infra/modules/vault.bicep', 'vaults@2024-11-01', 'vaults@2026-02-01'],
  properties: ['infra/modules/eventHubs.bicep', 'retentionTimeInHours', 'retentionTimeInHour'],
  parents: ['infra/modules/eventHubs.bicep', '    parent: hub\n', '    parent: namespace\n'],
  roleAssignments: ['infra/modules/appRoles.bicep', '  scope: hub\n', '  scope: namespace\n'],
  appRights: ['infra/modules/appRoles.bicep', '  scope: twitterState\n', '  scope: deadLetters\n'],
  rolesBeforeApp: ['infra/resources.bicep', '  dependsOn: [appRoles]\n', ''],
  keys: [
    'infra/modules/functionApp.bicep',
    'AZURE_CLIENT_ID:',
    "STORAGE_CONNECTION_STRING: 'x'\n        AZURE_CLIENT_ID:",
  ],
  secrets: [
    'infra/resources.bicep',
    'string = services.outputs.componentId',
    'string = services.outputs.telemetryConnectionString',
  ],
  fixed: ['infra/modules/storageAccount.bicep', 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true'],
  flexApp: [
    'infra/modules/functionApp.bicep',
    "minTlsVersion: '1.2'\n",
    "minTlsVersion: '1.2'\n      alwaysOn: false\n",
  ],
  limited: ['infra/modules/eventHubs.bicep', '@maxValue(32)', '@maxValue(100)'],
  functionNames: ['infra/modules/functionApp.bicep', "'function:storeTweets'", "'function:storePosts'"],
  rolesFile: ['infra/roles.json', '"a638d3c7-', '"2b629674-'],
  vaultReference: ['infra/resources.bicep', 'SecretName=twitter-bearer-token', 'SecretName=x-bearer-token'],
  settingNames: ['infra/resources.bicep', 'TWITTER_HORIZON_SECONDS:', 'TWITTER_HORIZON:'],
  settingRanges: ['infra/resources.bicep', '@maxValue(3600)', '@maxValue(7200)'],
  resourceNames: ['infra/modules/eventHubs.bicep', 'name: group.value', "name: '$Default'"],
  repeatable: ['infra/resources.bicep', "param budgetStartDate string = ''", 'param budgetStartDate string = utcNow()'],
  uniqueNames: ['infra/resources.bicep', 'uniqueString(resourceGroup().id', 'uniqueString(resourceGroup().location'],
  literalDomains: [
    'infra/resources.bicep',
    'services.outputs.tweetTableServiceUri\n',
    "'https://${services.outputs.tweetStorageName}.table.core.windows.net'\n",
  ],
  descriptions: ['infra/modules/identity.bicep', "@description('Region.')\n", ''],
  outputContract: ['infra/main.bicep', 'output AZURE_RESOURCE_GROUP', 'output RESOURCE_GROUP'],
  parametersFile: ['infra/main.parameters.json', 'TRIBUTARY_RETENTION_HOURS=24', 'TRIBUTARY_RETENTION_HOURS=48'],
  sameParameters: ['infra/resources.bicep', 'param dailyCapMb int = 160', 'param dailyCapMb int = 1600'],
  bicepConfig: [
    'infra/bicepconfig.json',
    '"no-unused-params": { "level": "error" }',
    '"no-unused-params": { "level": "off" }',
  ],
  azureYaml: ['azure.yaml', 'dist/app', '.'],
  readmeParameters: ['infra/README.md', '| 1–168 |', '| 1–90 |'],
  readmeQuotes: ['infra/README.md', '`scope: hub`', '`scope: namespace`'],
};

function foundWith(rule: Rule, [path, from, to]: readonly [string, string, string]) {
  const text = files.read(path)?.replace(from, () => to) ?? '';
  const read = (asked: string) => (asked === path ? text : files.read(asked));
  const templates = project.templates.map((each) => (each.file === path ? readTemplate(path, text, parse) : each));
  return rule({ ...project, files: { ...files, read }, templates });
}

describe('the infrastructure', () => {
  it('is without a finding, and is there', async () => {
    const { findings, checked } = await checkInfra(files, schemas);
    expect(findings).toEqual([]);
    expect(checked.files).toBeGreaterThan(10);
    expect(checked.resources).toBeGreaterThan(50);
    expect(checked.properties).toBeGreaterThan(300);
    expect(checked.queries).toBeGreaterThan(9);
  });

  it('has a mistake tried on each rule', () => {
    expect(Object.keys(mistakes).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))(
    'would not pass with a mistake that breaks %s',
    (name, rule) => {
      const mistake = mistakes[name] ?? ['', '', ''];
      expect([mistake, files.read(mistake[0])?.includes(mistake[1])]).toEqual([mistake, true]);
      const found = foundWith(rule, mistake);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((finding) => finding.rule === name && finding.line > 0)).toBe(true);
    },
  );
});
