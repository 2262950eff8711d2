import type { CommandOutput } from '../../local/view/parseTail.ts';
import { sourceNote } from '../azd/carriedState.ts';
import type { AzureCli } from '../azure/azureCli.ts';
import { changeSettings } from '../azure/changeSettings.ts';
import { checkAzureCli } from '../azure/checkAzureCli.ts';
import { deploymentOutputs } from '../azure/deploymentOutputs.ts';
import { looks } from '../azure/looks.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { rememberForAzd } from '../azure/rememberForAzd.ts';
import { type TokenStatus, tokenStatus } from '../azure/tokenStatus.ts';
import { parseSetToken } from './parseSetToken.ts';
import { readToken, type TokenInput } from './readToken.ts';
import { secretName, writeToken } from './writeToken.ts';

export interface SetTokenSurroundings extends CommandOutput {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly azure: AzureCli;
  readonly input: TokenInput;
  readonly wait: (ms: number) => Promise<void>;
  /** In ms, from any moment on. */
  readonly clock: () => number;
}

const everyMs = 10_000;
const limitMs = 3 * 60_000;

/**
 * `npm run set-twitter-token`. Resolves with whether the app has resolved the token. Rejects with CommanderError for a
 * wrong option (already told) or `--help`, with TokenError or AzureError. To repeat it is safe: it writes a new version.
 */
export async function setTwitterToken(args: readonly string[], surroundings: SetTokenSurroundings): Promise<boolean> {
  const { app, json } = parseSetToken(args, surroundings);
  const { azure, input, output, progress } = surroundings;
  await checkAzureCli(azure);
  const outputs = await deploymentOutputs(app, azure);
  await writeToken(await readToken(input, progress), outputs, azure);
  progress.write(`The token is secret ${secretName} of vault ${outputs.keyVaultName}. Switching the source.\n`);
  await changeSettings(settingsFor(outputs), outputs, azure);
  await remember(app, surroundings);
  const status = await settledStatus(outputs, surroundings);
  output.write(
    `${json ? JSON.stringify({ app, resolved: status.resolved, status: status.status }) : inWords(app, status)}\n`,
  );
  return status.resolved;
}

/** The reference is there since the first deployment; writing it again has the app fetch the secret at once. */
function settingsFor({ keyVaultName }: DeploymentOutputs) {
  const reference = `@Microsoft.KeyVault(VaultName=${keyVaultName};SecretName=${secretName})`;
  return { TWITTER_BEARER_TOKEN: reference, TWEET_SOURCE: 'twitter' };
}

async function remember(app: string, surroundings: SetTokenSurroundings): Promise<void> {
  if (await rememberForAzd(app, sourceNote('twitter'), surroundings)) return;
  surroundings.progress.write(
    'The next provisioning replaces all settings: give it the parameter tweetSource=twitter.\n',
  );
}

/** The app looks a secret up when its settings change, and its role on the vault may still be spreading. */
async function settledStatus(
  outputs: DeploymentOutputs,
  { azure, wait, clock }: SetTokenSurroundings,
): Promise<TokenStatus> {
  let status: TokenStatus = { resolved: false, status: 'unknown', details: '' };
  for await (const _ of looks({ everyMs, limitMs, wait, clock })) {
    status = await tokenStatus(outputs, azure);
    if (status.resolved) break;
  }
  return status;
}

function inWords(app: string, { resolved, status, details }: TokenStatus): string {
  if (resolved) return `${app} has its token and reads X from its next run on. To see it: npm run logs -- ${app}`;
  const way = `Its settings are right, so look at its role on the vault; to ask again: npm run deploy -- ${app} --proof-only`;
  return [`${app} cannot read the token: ${status}.`, details, way].filter((part) => part !== '').join(' ');
}
