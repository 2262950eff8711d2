import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { whatIf } from '../../../tools/deploy/whatIf/whatIf.ts';
import { type AzureAnswer, fakeAzure } from '../../support/fakeAzure.ts';
import { fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { azureOfRiver } from './azureOfRiver.ts';

const repository = join(__dirname, '..', '..', '..');
const river = '/subscriptions/1/resourceGroups/rg-river/providers';
const someChanges = [
  { resourceId: `${river}/Microsoft.KeyVault/vaults/kv`, changeType: 'NoChange' },
  { resourceId: `${river}/Microsoft.EventHub/namespaces/evhns`, changeType: 'Create', delta: null },
  {
    resourceId: `${river}/Microsoft.Web/sites/func-river`,
    changeType: 'Modify',
    delta: [{ path: 'properties.httpsOnly', propertyChangeType: 'Modify', before: false, after: true }],
  },
  { resourceId: `${river}/Microsoft.Storage/storageAccounts/mine`, changeType: 'Ignore' },
];

interface Case {
  readonly args?: readonly string[];
  readonly changes?: readonly unknown[];
  readonly locations?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly root?: string;
}

async function asked(given: Case = {}) {
  const { args = [], changes = someChanges, locations = ['westeurope'], environment = {}, root = repository } = given;
  let parameters: { parameters: Record<string, { value: unknown }> } | undefined;
  const look = (sent: readonly string[]): void => {
    const file = sent.find((each) => each.startsWith('@')) ?? '';
    parameters = JSON.parse(readFileSync(file.slice(1), 'utf8'));
  };
  const answers: readonly AzureAnswer[] = [
    { to: '^deployment sub what-if ', output: { status: 'Succeeded', changes }, look },
    { to: 'list-flexconsumption-locations', output: locations.map((name) => ({ name })) },
    ...azureOfRiver(),
  ];
  const azure = fakeAzure(answers);
  const [output, progress] = [new PassThrough(), new PassThrough()];
  const options = ['--environment', 'river', '--location', 'West Europe', ...args];
  const nowMs = Date.parse('2026-11-21T12:00:00Z');
  const error = await whatIf(options, { root, environment, azure, nowMs, output, progress }).then(
    () => '',
    (reason: unknown) => (reason instanceof Error ? reason.message : ''),
  );
  const [shown, told] = [output, progress].map((stream) => String(stream.read() ?? ''));
  return { error, output: shown, progress: told, parameters: parameters?.parameters, calls: azure.calls };
}

describe('whatIf', () => {
  it('shows what would change, and leaves out what would not', async () => {
    const { output } = await asked();
    expect(output).toBe(
      'Create  Microsoft.EventHub/namespaces/evhns\nModify  Microsoft.Web/sites/func-river: properties.httpsOnly\n',
    );
  });

  it('says where something would be modified that this may be none, and else does not', async () => {
    expect((await asked()).progress).toMatch(/\nNot every "Modify" is a change: [^\n]*\n$/);
    expect((await asked({ changes: someChanges.slice(0, 2) })).progress).not.toContain('Modify');
  });

  it('says that nothing would change', async () => {
    expect((await asked({ changes: someChanges.slice(0, 1) })).output).toBe('Nothing would change.\n');
  });

  it('gives one JSON object per change on request', async () => {
    const { output } = await asked({ args: ['--json'] });
    expect(
      (output ?? '')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).change),
    ).toEqual(['Create', 'Modify']);
  });

  it('asks with the template, the region and parameters of their types', async () => {
    const { calls, parameters } = await asked({ environment: { TRIBUTARY_PARTITION_COUNT: '8' } });
    expect(calls.find((call) => call.includes('what-if'))).toMatch(
      /^deployment sub what-if --name tributary-river --location West Europe --template-file \S+main\.bicep --parameters @.* --no-pretty-print$/,
    );
    expect(parameters?.partitionCount).toEqual({ value: 8 });
    expect(parameters?.pausedFunctions).toEqual({ value: [] });
  });

  it("takes the variables of the environment that is named, and, as azd does, before the shell's", async () => {
    const folder = temporaryFolder();
    try {
      mkdirSync(join(folder.path, '.azure'));
      cpSync(join(repository, 'infra'), join(folder.path, 'infra'), { recursive: true });
      const programs = fakePrograms(folder.path);
      programs.answer('azd', [
        { to: '^env get-values .*--environment river$', output: { TRIBUTARY_PARTITION_COUNT: '8' } },
        { to: '^env get-values ', output: { TRIBUTARY_PARTITION_COUNT: '32' } },
      ]);
      const environment = { ...programs.environment, TRIBUTARY_PARTITION_COUNT: '16' };
      const { parameters } = await asked({ environment, root: folder.path });
      expect(parameters?.partitionCount).toEqual({ value: 8 });
    } finally {
      folder.remove();
    }
  });

  it('asks nothing with parameters that cannot be, or in a region without Flex Consumption', async () => {
    const wrong = await asked({ environment: { TRIBUTARY_CONTACT_EMAIL: 'ada' } });
    expect(wrong.error).toContain('which is no address');
    const elsewhere = await asked({ locations: ['eastus'] });
    expect(elsewhere.error).toBe('AZURE_LOCATION is "West Europe", which has no Flex Consumption. There are: eastus.');
    expect([...wrong.calls, ...elsewhere.calls].filter((call) => call.includes('what-if'))).toEqual([]);
  });
});
