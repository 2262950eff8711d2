import { Argument, Command } from 'commander';
import { appName } from '../../local/commandLine/appOption.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';

/** limitTweets is none of them: in Azure it stays switched off. */
export const pausable = ['publishTweets', 'storeTweets', 'forgetTweets'] as const;
export type Pausable = (typeof pausable)[number];

export interface SwitchOptions {
  readonly app: string;
  /** All without a name. */
  readonly functions: readonly Pausable[];
  readonly dryRun: boolean;
  readonly json: boolean;
}

const texts = {
  pause: {
    description: 'Switches functions of a function app off: all, or those that are named.',
    help: `
publishTweets  asks X, or makes test tweets. Switched off, nothing new comes in; X keeps posts for seven days.
storeTweets    turns events into rows. Switched off, events wait in the hub, but no longer than the hub keeps them.
forgetTweets   deletes what is too old. Switched off, it stays.

To go on: npm run resume -- <app>. Each change restarts the app.`,
  },
  resume: {
    description: 'Switches functions of a function app on again: all, or those that are named.',
    help: '\nstoreTweets goes on where it stopped. Each change restarts the app. limitTweets stays off: it limits a laptop.',
  },
};

/** Throws CommanderError, already told on `progress`, for a wrong name or option, and for `--help`. */
export function parseSwitch(
  action: 'pause' | 'resume',
  args: readonly string[],
  { output, progress }: CommandOutput,
): SwitchOptions {
  let [app, functions]: readonly [string, readonly Pausable[]] = ['', pausable];
  const options = new Command(`npm run ${action} --`)
    .description(texts[action].description)
    .addArgument(new Argument('<app>', 'name of the function app').argParser(appName))
    .addArgument(new Argument('[function...]', 'which').choices(pausable))
    .option('--dry-run', 'says what would be done, and does nothing', false)
    .option('--json', 'one JSON object and nothing else', false)
    .addHelpText('after', texts[action].help)
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride()
    .action((givenApp: string, given: readonly Pausable[] = []) => {
      app = givenApp;
      if (given.length > 0) functions = [...new Set(given)];
    })
    .parse([...args], { from: 'user' })
    .opts<Pick<SwitchOptions, 'dryRun' | 'json'>>();
  return { app, functions, ...options };
}
