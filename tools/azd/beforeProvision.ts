import { azdValues } from '../azure/azdValues.ts';
import type { AzureCli } from '../azure/azureCli.ts';
import { azureCli } from '../azure/azureCli.ts';
import { AzureError } from '../azure/azureError.ts';
import { deploymentOutputs } from '../azure/deploymentOutputs.ts';
import { rememberForAzd } from '../azure/rememberForAzd.ts';
import { type SwitchedSettings, settingsOfApp } from '../azure/settingsOfApp.ts';
import { checkedParameters } from '../deploy/parameters/checkedParameters.ts';
import { checkLocation } from '../deploy/parameters/checkLocation.ts';
import { carriedState } from './carriedState.ts';

export interface ProvisionSurroundings {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly azure: AzureCli;
  readonly nowMs: number;
  readonly say: (line: string) => void;
}

/** azd's hook before it provisions (tools/hooks/preprovision.ts). */
export async function run(_args: readonly string[], root = process.cwd()): Promise<void> {
  const { env: environment, stderr: progress } = process;
  const say = (line: string): void => void progress.write(`${line}\n`);
  await beforeProvision({ root, environment, azure: azureCli(environment), nowMs: Date.now(), say });
}

/**
 * Checks the parameters, and carries what was switched in the app (pause, resume, the source) into the provisioning,
 * which replaces all settings. Rejects with ParametersError; not where there is no app yet, or az cannot be asked.
 */
export async function beforeProvision(surroundings: ProvisionSurroundings): Promise<void> {
  const { root, environment, azure, nowMs, say } = surroundings;
  const variables = { ...environment, ...(await azdValues(surroundings)) };
  const parameters = checkedParameters(root, variables, nowMs);
  await checkLocation(String(parameters.get('location')), azure);
  const app = variables.AZURE_FUNCTION_APP_NAME;
  const state = app ? await presentState(app, surroundings) : undefined;
  if (app === undefined || state === undefined) return;
  const values = carriedState(state, variables);
  if (Object.keys(values).length > 0 && !(await rememberForAzd(app, values, surroundings))) {
    say(`The state of ${app} could not be noted in azd's environment: what was paused by hand may be switched on.`);
  }
}

/** azd has a login of its own, so that az may be missing: then what was noted when it was switched has to do. */
async function presentState(app: string, { azure, say }: ProvisionSurroundings): Promise<SwitchedSettings | undefined> {
  try {
    return await settingsOfApp(await deploymentOutputs(app, azure), azure);
  } catch (error) {
    if (!(error instanceof AzureError) || error.code === 'interrupted') throw error;
    if (error.code !== 'not-found')
      say(`The present state of ${app} could not be read, so the last note of it counts. ${error.message}`);
    return undefined;
  }
}
