import { Argument, Command } from 'commander';
import { appName } from '../../local/commandLine/appOption.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';

const help = `
The token is read from standard input: type it (nothing is shown), or pipe it in.
  bash         npm run set-twitter-token -- <app> < token.txt
  PowerShell   Get-Content token.txt | npm run set-twitter-token '--' <app>
It goes into the key vault of the deployment, and the app is switched to TWEET_SOURCE=twitter. X bills what is read;
TWITTER_MAX_POSTS_PER_DAY bounds it.`;

export interface SetTokenOptions {
  readonly app: string;
  readonly json: boolean;
}

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseSetToken(args: readonly string[], { output, progress }: CommandOutput): SetTokenOptions {
  const command = new Command('npm run set-twitter-token --')
    .description('Gives a function app the token for X, and has it read X instead of making test tweets.')
    .addArgument(new Argument('<app>', 'name of the function app').argParser(appName))
    .option('--json', 'one JSON object and nothing else: app, resolved, status', false)
    .addHelpText('after', help)
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride();
  command.parse([...args], { from: 'user' });
  const [app = ''] = command.processedArgs;
  return { app: String(app), ...command.opts<Pick<SetTokenOptions, 'json'>>() };
}
