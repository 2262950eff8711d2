import { azdValues } from './azdValues.ts';
import { findProgram } from './findProgram.ts';
import { runProgram } from './runProgram.ts';

export interface AzdPlace {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

const timeLimitMs = 60_000;

/**
 * Notes values in azd's environment of this app, so that the next `azd provision`, which replaces all settings of the
 * app, sets them again. Resolves with whether it did: not without azd, and not when its environment is another app's.
 */
export async function rememberForAzd(
  app: string,
  values: Readonly<Record<string, string>>,
  place: AzdPlace,
): Promise<boolean> {
  const { AZURE_FUNCTION_APP_NAME: known } = await azdValues(place);
  const azd = findProgram('azd', place.environment);
  if (azd === undefined || known?.toLowerCase() !== app.toLowerCase()) return false;
  for (const [name, value] of Object.entries(values)) {
    const options = { environment: place.environment, folder: place.root, timeLimitMs };
    const { exitCode } = await runProgram(azd, ['env', 'set', name, value], options);
    if (exitCode !== 0) return false;
  }
  return true;
}
