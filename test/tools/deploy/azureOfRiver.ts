import { readFileSync } from 'node:fs';
import type { AzureAnswer } from '../../support/fakeAzure.ts';
import { asPrinted, deployedOutputs } from '../azure/deployedOutputs.ts';

const identity = '99999999-8888-7777-6666-555555555555';

/** What differs from a deployment in which all is well. */
export interface River {
  readonly source?: string;
  readonly schedule?: string;
  readonly disabled?: readonly string[];
  readonly state?: string;
  readonly host?: unknown;
  readonly functions?: readonly { readonly name: string; readonly isDisabled: boolean }[];
  readonly lacksRole?: string;
  readonly tokenStatus?: string;
  /** Rows of Application Insights: time and message. */
  readonly lines?: readonly (readonly [string, string])[];
  readonly trouble?: string;
  /** What time it is at Application Insights, which is asked for first. */
  readonly telemetryTime?: string;
  /** Sees each query. */
  readonly onQuery?: (query: string) => void;
}

const allFunctions = ['publishTweets', 'storeTweets', 'forgetTweets', 'limitTweets'].map((name) => ({
  name,
  isDisabled: name === 'limitTweets',
}));

/** Answers of `az` about the deployment of func-river, in the shapes that its documentation shows. */
export function azureOfRiver(river: River = {}): readonly AzureAnswer[] {
  const { source = 'test', disabled = ['limitTweets'], state = 'Running', functions = allFunctions } = river;
  const { host = { id: 'river', state: 'Running', version: '4.1048.200.1', errors: [] } } = river;
  const settings = [
    { name: 'TWEET_SOURCE', value: source },
    { name: 'PUBLISH_SCHEDULE', value: river.schedule ?? '0 * * * * *' },
    ...disabled.map((name) => ({ name: `AzureWebJobs.${name}.Disabled`, value: 'true' })),
  ];
  const site = 'Microsoft.Web/sites/func-river';
  return [
    { to: '^version', output: { 'azure-cli': '2.83.0', 'azure-cli-core': '2.83.0', extensions: {} } },
    { to: '^account show', output: { id: 's', name: 'Rivers', user: { name: 'ada@example.com', type: 'user' } } },
    { to: '^resource list .*--name func-river', output: ['rg-river'] },
    { to: '^deployment group show ', output: { state: 'Succeeded', outputs: asPrinted(deployedOutputs()) } },
    { to: 'appsettings list ', output: settings },
    { to: 'appsettings (set|delete) ', output: ['TWEET_SOURCE'] },
    { to: 'eventhubs/tweets\\?api-version=', output: hub },
    { to: '^keyvault secret set ', output: 'https://kv-river.vault.azure.net/secrets/twitter-bearer-token/1' },
    { to: `rest --method get --url \\S+${site}\\?`, output: siteAnswer(state) },
    { to: `${site}/hostruntime/admin/host/status\\?`, output: host },
    { to: `${site}/functions\\?`, output: { value: functions.map((properties) => ({ properties })) } },
    { to: 'configreferences', output: { properties: { status: river.tokenStatus ?? 'Resolved', details: 'Why.' } } },
    ...roleAnswers(river.lacksRole),
    ...clockAnswers(river.telemetryTime),
    {
      to: 'rest --method post .*/query\\?api-version=2018-04-20',
      output: telemetry(river),
      look: queryOf(river.onQuery),
    },
  ];
}

/** As the resource manager gives it. */
const hub = {
  properties: { partitionCount: 4, retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 24 } },
};

function siteAnswer(state: string) {
  const userAssignedIdentities = { '/subscriptions/1/…/id-river': { principalId: identity, clientId: 'c' } };
  return { properties: { state }, identity: { type: 'UserAssigned', userAssignedIdentities } };
}

/** Every role is there, but for the one at a scope that matches. */
function roleAnswers(lacks: string | undefined): readonly AzureAnswer[] {
  const roles = [
    '2b629674-e913-4c01-ae53-ef4638d8f975',
    'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
    '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  ].map((id) => ({ properties: { roleDefinitionId: `/subscriptions/1/providers/x/roleDefinitions/${id}` } }));
  const url = `roleAssignments\\?api-version=2022-04-01&\\$filter=assignedTo\\('${identity}'\\)`;
  return [
    ...(lacks === undefined ? [] : [{ to: `${lacks}\\S*${url}`, output: { value: [] } }]),
    { to: url, output: { value: roles } },
  ];
}

function clockAnswers(time: string | undefined): readonly AzureAnswer[] {
  const tables = [{ name: 'PrimaryResult', columns: [{ name: 'present' }], rows: [[time]] }];
  return time === undefined ? [] : [{ to: 'rest --method post .*/query', output: { tables }, times: 1 }];
}

function queryOf(onQuery: (query: string) => void = () => undefined) {
  return (args: readonly string[]): void => {
    const file = args.find((each) => each.startsWith('@')) ?? '';
    onQuery(String(JSON.parse(readFileSync(file.slice(1), 'utf8')).query));
  };
}

function telemetry({ lines = [], trouble }: River) {
  const columns = [{ name: 'timestamp' }, { name: 'message' }, { name: 'text' }];
  const rows = lines.map(([time, message]) => [time, message, message]);
  const troubles = trouble === undefined ? [] : [['2026-11-21T12:00:00Z', trouble, trouble]];
  return { tables: [{ name: 'PrimaryResult', columns, rows: [...rows, ...troubles] }] };
}
