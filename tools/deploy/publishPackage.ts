import { safeText } from '../../local/view/safeText.ts';
import { AzureError } from '../azure/azureError.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import { runProgram } from '../azure/runProgram.ts';
import type { CoreTools } from './coreTools.ts';

export interface PublishSurroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly wait: (ms: number) => Promise<void>;
}

/** An upload, the deployment and a minute of waiting that func does by itself. */
const timeLimitMs = 15 * 60_000;

/** Roles take up to ten minutes to spread, says Azure; mostly it is one or two. */
const pausesMs = [30_000, 60_000, 120_000, 180_000, 240_000];

/** How the deployment service and its storage say that a role is not there yet. */
const notYetAllowed =
  /\b403\b|\bforbidden\b|InaccessibleStorage|AuthorizationPermissionMismatch|AuthorizationFailure|not authorized/i;

/** The upload has worked; func has only not seen the app healthy within its own minute. */
const unhealthy = /deployment was successful but the app appears to be unhealthy/i;

/**
 * Uploads the folder as it stands, and again while Azure answers 403, since roles that have just been given take minutes
 * to spread. Resolves once the package is there, healthy or not: that is for the proof to say. Rejects with AzureError.
 */
export async function publishPackage(
  folder: string,
  outputs: DeploymentOutputs,
  tools: CoreTools,
  surroundings: PublishSurroundings,
): Promise<void> {
  for (const pauseMs of [...pausesMs, undefined]) {
    const { exitCode, text } = await publishOnce(folder, outputs, tools, surroundings);
    if (exitCode === 0 || unhealthy.test(text)) return;
    if (pauseMs === undefined || !notYetAllowed.test(text)) throw notPublished(outputs, text);
    surroundings.say(`Azure refused (403): roles that are new take minutes to spread. Again in ${pauseMs / 1000} s.`);
    await surroundings.wait(pauseMs);
  }
}

async function publishOnce(
  folder: string,
  { functionAppName, subscriptionId }: DeploymentOutputs,
  { file, before }: CoreTools,
  { environment, say }: PublishSurroundings,
): Promise<{ readonly exitCode: number; readonly text: string }> {
  const publish = ['azure', 'functionapp', 'publish', functionAppName, '--subscription', subscriptionId];
  // Without local settings func cannot tell the language, and refuses.
  const args = [...before, ...publish, '--javascript'];
  const onLine = (line: string): void => say(`  ${safeText(line)}`);
  const { exitCode, output, errors } = await runProgram(file, args, { environment, folder, timeLimitMs, onLine });
  return { exitCode, text: `${output}\n${errors}` };
}

function notPublished({ functionAppName }: DeploymentOutputs, text: string): AzureError {
  const why = notYetAllowed.test(text)
    ? 'Azure still answers 403: whoever deploys needs the role Website Contributor on the app, and the app its role on host storage.'
    : 'func has said why, above.';
  return new AzureError('failed', `The package was not published to ${functionAppName}. ${why} To try again is safe.`);
}
