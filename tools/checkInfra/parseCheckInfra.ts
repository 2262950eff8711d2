import { Command } from 'commander';
import type { CommandOutput } from '../../local/view/parseTail.ts';

export interface CheckInfraOptions {
  readonly json?: true;
}

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseCheckInfra(args: readonly string[], { output, progress }: CommandOutput): CheckInfraOptions {
  return new Command('npm run check:infra --')
    .description('Checks infra/: Bicep, queries, and what they share with the code. Needs neither Azure nor a network.')
    .option('--json', 'one JSON object per line, and nothing else: each finding, then what was checked')
    .addHelpText('after', '\nExit code 1: there are findings.')
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<CheckInfraOptions>();
}
