import type { CommandOutput } from '../../local/view/parseTail.ts';
import { AccessRefusedError, accessRefused } from '../azure/accessRefused.ts';
import type { AzureCli } from '../azure/azureCli.ts';
import { checkAzureCli } from '../azure/checkAzureCli.ts';
import { deploymentOutputs } from '../azure/deploymentOutputs.ts';
import type { DeploymentOutputs } from '../azure/parseOutputs.ts';
import type { Use } from '../azure/roleFor.ts';
import { type SwitchedSettings, settingsOfApp } from '../azure/settingsOfApp.ts';
import type { SignedIn } from '../azure/signedIn.ts';
import { telemetryTime } from '../azure/telemetryTime.ts';
import type { BuiltPackage } from '../buildPackage/buildPackage.ts';
import { coreTools } from './coreTools.ts';
import { type DeployOptions, parseDeploy } from './parseDeploy.ts';
import type { Deployed } from './proof/deployed.ts';
import { prove } from './proof/prove.ts';
import { publishPackage } from './publishPackage.ts';
import { report } from './report.ts';

export interface DeploySurroundings extends CommandOutput {
  readonly environment: NodeJS.ProcessEnv;
  readonly azure: AzureCli;
  readonly wait: (ms: number) => Promise<void>;
  /** In ms, from any moment on. */
  readonly clock: () => number;
  readonly buildPackage: () => BuiltPackage;
  readonly lookAt: (outputs: DeploymentOutputs) => Deployed;
  readonly whoIsSignedIn: () => Promise<SignedIn>;
  /** What to ask the telemetry first. */
  readonly firstQuery: string;
}

/** What the proof reads, so that a refusal names all roles that whoever deploys needs. */
const uses: readonly Use[] = [
  { part: 'tweets', access: 'read' },
  { part: 'hub', access: 'read' },
];

/**
 * `npm run deploy`. Resolves with whether the deployment is proven. Rejects with CommanderError for a wrong option
 * (already told) or `--help`, with AzureError, AccessRefusedError or PackageError. To repeat it is always safe.
 */
export async function deploy(args: readonly string[], surroundings: DeploySurroundings): Promise<boolean> {
  const options = parseDeploy(args, surroundings);
  const { azure, progress, output } = surroundings;
  const say = (line: string): void => void progress.write(`${line}\n`);
  const account = await checkAzureCli(azure);
  say(`az is logged in as ${account.user}, subscription ${account.subscription} (${account.subscriptionId}).`);
  const outputs = await deploymentOutputs(options.app, azure);
  const switched = await settingsOfApp(outputs, azure);
  say(
    `${outputs.functionAppName} is in resource group ${outputs.resourceGroup}; tweets come from source ${switched.source}.`,
  );
  if (!options.proofOnly && !(await publish(options, outputs, surroundings, say))) {
    if (options.json) output.write(`${JSON.stringify({ app: outputs.functionAppName, dryRun: true })}\n`);
    return true;
  }
  const proof = await proofOf({ options, outputs, ...switched }, surroundings, say);
  output.write(report(proof, outputs, { query: surroundings.firstQuery, json: options.json }));
  return 'by' in proof;
}

/** Resolves with whether there is something to prove. */
async function publish(
  { dryRun, app }: DeployOptions,
  outputs: DeploymentOutputs,
  { environment, wait, buildPackage }: DeploySurroundings,
  say: (line: string) => void,
): Promise<boolean> {
  const tools = await coreTools(environment);
  const { folder, bytes } = buildPackage();
  say(`The package is ${folder}, ${(bytes / 1024 / 1024).toFixed(1)} MiB. It goes up with ${tools.name}.`);
  if (dryRun) say(`Nothing was published. Without --dry-run it goes to ${app}.`);
  else await publishPackage(folder, outputs, tools, { environment, say, wait });
  return !dryRun;
}

interface Published extends SwitchedSettings {
  readonly options: DeployOptions;
  readonly outputs: DeploymentOutputs;
}

async function proofOf(
  { options, outputs, source, disabled, schedule }: Published,
  { azure, lookAt, wait, clock, whoIsSignedIn }: DeploySurroundings,
  say: (line: string) => void,
) {
  const paused = ['publishTweets', 'storeTweets'].find((name) => disabled.includes(name));
  if (paused !== undefined) return pausedStep(paused, outputs);
  const by = options.proof ?? (source === 'test' ? 'row' : 'log');
  const told = (error: unknown) => accessRefused(error, { outputs, uses, whoIsSignedIn });
  const refusal = async (error: unknown): Promise<Error | undefined> => {
    const refused = await told(error);
    return refused instanceof AccessRefusedError ? refused : undefined;
  };
  const deployed = lookAt(outputs);
  say(`Waiting for the proof: ${by === 'row' ? 'a row that is younger than this' : 'a line of the app'}.`);
  const azuresTime = by === 'row' ? deployed.now().catch(() => undefined) : telemetryTime(outputs, azure);
  // Where the table or the log may not be read yet, this machine's clock has to do.
  const sinceMs = (await azuresTime) ?? Date.now();
  return prove({ by, source, schedule, sinceMs, outputs, azure, deployed }, { wait, clock, say, refusal }).catch(
    async (error: unknown) => {
      throw await told(error);
    },
  );
}

function pausedStep(paused: string, { functionAppName }: DeploymentOutputs) {
  const way = `Switch it on: npm run resume -- ${functionAppName} ${paused}`;
  return { step: 'function', message: `Function ${paused} is switched off, so nothing can be proven. ${way}` } as const;
}
