import type { CommandOutput } from '../../local/view/parseTail.ts';
import { pausedNote } from '../azd/carriedState.ts';
import type { AzureCli } from '../azure/azureCli.ts';
import { changeSettings } from '../azure/changeSettings.ts';
import { checkAzureCli } from '../azure/checkAzureCli.ts';
import { deploymentOutputs } from '../azure/deploymentOutputs.ts';
import { rememberForAzd } from '../azure/rememberForAzd.ts';
import { settingsOfApp } from '../azure/settingsOfApp.ts';
import { hoursInHub } from './hoursInHub.ts';
import { type Pausable, parseSwitch, pausable } from './parseSwitch.ts';

export interface SwitchSurroundings extends CommandOutput {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly azure: AzureCli;
}

/**
 * `npm run pause` and `resume`. Rejects with CommanderError for a wrong option (already told) or `--help`, and with
 * AzureError. To repeat it changes nothing.
 */
export async function switchFunctions(
  action: 'pause' | 'resume',
  args: readonly string[],
  surroundings: SwitchSurroundings,
): Promise<void> {
  const { app, functions, dryRun, json } = parseSwitch(action, args, surroundings);
  const { azure, progress, output } = surroundings;
  await checkAzureCli(azure);
  const outputs = await deploymentOutputs(app, azure);
  const { disabled } = await settingsOfApp(outputs, azure);
  const changed = functions.filter((name) => disabled.includes(name) !== (action === 'pause'));
  if (!dryRun && changed.length > 0) await changeSettings(changesFor(action, changed), outputs, azure);
  const paused = pausable.filter((name) => (changed.includes(name) ? action === 'pause' : disabled.includes(name)));
  if (!dryRun) await remember(app, paused, surroundings);
  const hours = paused.includes('storeTweets') ? await hoursInHub(outputs, azure) : undefined;
  const answer = json
    ? JSON.stringify({ app, changed, paused, dryRun })
    : inWords({ action, changed, paused, dryRun, hours });
  output.write(`${answer}\n`);
  progress.write(changed.length > 0 && !dryRun ? 'The app restarts, which takes up to a minute.\n' : '');
}

/** What is switched on has no such setting at all, as after the first deployment. */
function changesFor(action: 'pause' | 'resume', names: readonly Pausable[]) {
  const value = action === 'pause' ? 'true' : undefined;
  return Object.fromEntries(names.map((name) => [`AzureWebJobs.${name}.Disabled`, value]));
}

async function remember(app: string, paused: readonly Pausable[], surroundings: SwitchSurroundings): Promise<void> {
  if (await rememberForAzd(app, pausedNote(paused), surroundings)) return;
  const value = JSON.stringify(paused);
  const fact = 'The next provisioning replaces all settings';
  surroundings.progress.write(`${fact}: give it the parameter pausedFunctions=${value.replaceAll('"', "'")}.\n`);
}

interface Switched {
  readonly action: 'pause' | 'resume';
  readonly changed: readonly Pausable[];
  readonly paused: readonly Pausable[];
  readonly dryRun: boolean;
  /** How long the hub keeps events, where that matters and is known. */
  readonly hours: number | undefined;
}

function inWords({ action, changed, paused, dryRun, hours }: Switched): string {
  const done = `${dryRun ? 'Would be switched' : 'Switched'} ${action === 'pause' ? 'off' : 'on'}`;
  const lines = [
    changed.length === 0 ? 'Nothing to change.' : `${done}: ${changed.join(', ')}.`,
    paused.length === 0 ? 'Nothing is paused.' : `Paused${dryRun ? ' then' : ''}: ${paused.join(', ')}.`,
  ];
  if (!paused.includes('storeTweets')) return lines.join('\n');
  const limit = hours === undefined ? 'the hub keeps them' : `${hours} hours, which is how long the hub keeps them`;
  return [...lines, `Events wait in the hub, but no longer than ${limit}: what is older is lost.`].join('\n');
}
