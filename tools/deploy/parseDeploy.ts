import { Argument, Command, Option } from 'commander';
import { appName } from '../../local/commandLine/appOption.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';

export interface DeployOptions {
  readonly app: string;
  /** What proves it; without it, a row for the test source and the log for X. */
  readonly proof?: 'row' | 'log';
  readonly proofOnly: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

const help = `
Done means: a row younger than the deployment has been read from the table, within 5 minutes, or soon after the next run
of a slower schedule. Otherwise it names the first step that is dark. Whoever deploys needs the roles to look (parameter
personAccess); a pipeline has none, and proves it by the app's own log instead: --proof log. The twitter source may find
no tweet for hours, so there a run that came to its end is the proof.

To provision before it: infra/README.md. npm itself prints two lines first; without them: npm run --silent deploy -- <app> --json`;

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseDeploy(args: readonly string[], { output, progress }: CommandOutput): DeployOptions {
  const command = new Command('npm run deploy --')
    .description('Builds the package, publishes it to a function app that is provisioned, and proves that it works.')
    .addArgument(new Argument('<app>', 'name of the function app').argParser(appName))
    .addOption(new Option('--proof <what>', 'what proves the deployment').choices(['row', 'log']))
    .option('--proof-only', 'publishes nothing: proves what is there', false)
    .option('--dry-run', 'checks everything and builds the package, but publishes nothing', false)
    .option('--json', 'one JSON object and nothing else', false)
    .addHelpText('after', help)
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride();
  command.parse([...args], { from: 'user' });
  const [app = ''] = command.processedArgs;
  return { app: String(app), ...command.opts<Omit<DeployOptions, 'app'>>() };
}
