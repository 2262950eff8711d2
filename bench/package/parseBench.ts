import { Command } from 'commander';
import { positive } from '../../local/commandLine/positive.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';

export interface BenchCommand {
  readonly starts: number;
  readonly json: boolean;
}

const help = `
packageMiB   all files of dist/app, as they go up
loadMs       from the first file of the app to the last function registered, in a process that has just started

The local host is Node with the same loading as the Functions worker; a start in Azure also fetches the package, starts
the host and connects, which takes seconds more.`;

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseBench(args: readonly string[], { output, progress }: CommandOutput): BenchCommand {
  return new Command('npm run bench:package --')
    .description('Builds the package, and measures its size and how long the host takes to load all functions.')
    .option('--starts <count>', 'process starts, of which the median counts', positive, 9)
    .option('--json', 'one JSON object and nothing else: packageMiB, loadMs', false)
    .addHelpText('after', help)
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<BenchCommand>();
}
