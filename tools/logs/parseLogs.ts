import { Argument, Command } from 'commander';
import { appName } from '../../local/commandLine/appOption.ts';
import { positive } from '../../local/commandLine/positive.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';

export interface LogsOptions {
  /** Without it, what "npm start" of this folder has told. */
  readonly app?: string;
  readonly limit: number;
  readonly follow: boolean;
  readonly json: boolean;
}

const help = `
A line each for a stored batch (batch), for an attempt to store one that failed (attempt) and for a publishing run (run).
In Azure they come from Application Insights, two to five minutes late, of the last day. Without an app: the lines of the
local pipeline, from .local/telemetry.jsonl.`;

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseLogs(args: readonly string[], { output, progress }: CommandOutput): LogsOptions {
  const command = new Command('npm run logs --')
    .description('Shows the newest lines in which the pipeline tells what it did, the newest last.')
    .addArgument(new Argument('[app]', 'name of the function app').argParser(appName))
    .option('--limit <count>', 'so many lines', positive, 20)
    .option('--follow', 'goes on with new ones until Ctrl-C', false)
    .option('--json', 'one JSON object per line, with all figures, and nothing else', false)
    .addHelpText('after', help)
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride();
  command.parse([...args], { from: 'user' });
  const [app] = command.processedArgs;
  return { ...(app !== undefined && { app: String(app) }), ...command.opts<Omit<LogsOptions, 'app'>>() };
}
