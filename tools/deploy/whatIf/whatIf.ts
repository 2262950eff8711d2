import { join } from 'node:path';
import type { CommandOutput } from '../../../local/view/parseTail.ts';
import { safeText } from '../../../local/view/safeText.ts';
import { azdValues } from '../../azure/azdValues.ts';
import type { AzureCli } from '../../azure/azureCli.ts';
import { checkAzureCli } from '../../azure/checkAzureCli.ts';
import { withPrivateFile } from '../../azure/withPrivateFile.ts';
import { checkedParameters } from '../parameters/checkedParameters.ts';
import { checkLocation } from '../parameters/checkLocation.ts';
import type { ParameterValue } from '../parameters/readParameters.ts';
import { type Change, changesIn } from './changesIn.ts';
import { parseWhatIf } from './parseWhatIf.ts';

export interface WhatIfSurroundings extends CommandOutput {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly azure: AzureCli;
  readonly nowMs: number;
}

const timeLimitMs = 10 * 60_000;

/** https://github.com/Azure/arm-template-whatif/issues/419 */
const notAllAreChanges =
  'Not every "Modify" is a change: Azure cannot compare app settings and tells of defaults, also where all is as before.';

/**
 * `npm run deploy:what-if`. Rejects with CommanderError for a wrong option (already told) or `--help`, with
 * ParametersError or AzureError.
 */
export async function whatIf(args: readonly string[], surroundings: WhatIfSurroundings): Promise<void> {
  const options = parseWhatIf(args, surroundings);
  const { root, environment, azure, nowMs, output, progress } = surroundings;
  const variables = { ...environment, ...(await azdValues(surroundings, options.environment)), ...chosen(options) };
  const parameters = checkedParameters(root, variables, nowMs);
  const { subscription } = await checkAzureCli(azure);
  await checkLocation(String(parameters.get('location')), azure);
  progress.write(`Asking Azure what would change in subscription ${subscription}. This may take minutes.\n`);
  const changes = await asked(parameters, root, azure);
  const lines = options.json ? changes.map((change) => JSON.stringify(change)) : inWords(changes);
  output.write(lines.map((line) => `${line}\n`).join(''));
  if (changes.some(({ change }) => change === 'Modify')) progress.write(`${notAllAreChanges}\n`);
}

function chosen({ environment, location }: ReturnType<typeof parseWhatIf>): Record<string, string> {
  return {
    ...(environment !== undefined && { AZURE_ENV_NAME: environment }),
    ...(location !== undefined && { AZURE_LOCATION: location }),
  };
}

function asked(
  parameters: ReadonlyMap<string, ParameterValue>,
  root: string,
  azure: AzureCli,
): Promise<readonly Change[]> {
  return withPrivateFile(parameterFile(parameters), async (file) => {
    const name = ['--name', `tributary-${String(parameters.get('environmentName'))}`.slice(0, 64)];
    const place = ['--location', String(parameters.get('location'))];
    const template = ['--template-file', join(root, 'infra', 'main.bicep'), '--parameters', `@${file}`];
    const whatIfArgs = ['deployment', 'sub', 'what-if', ...name, ...place, ...template, '--no-pretty-print'];
    return changesIn(await azure.json(whatIfArgs, { timeLimitMs }));
  });
}

function parameterFile(parameters: ReadonlyMap<string, ParameterValue>): string {
  return JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: Object.fromEntries([...parameters].map(([name, value]) => [name, { value }])),
  });
}

function inWords(changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return ['Nothing would change.'];
  return changes.map(({ change, resource, properties }) => {
    const what = properties.length === 0 ? '' : `: ${properties.join(', ')}`;
    return safeText(`${change.padEnd(6)}  ${shortId(resource)}${what}`);
  });
}

/** Without subscription and group, which are those of the deployment. */
function shortId(id: string): string {
  return id.replace(/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\//i, '');
}
