import { Command } from 'commander';
import type { CommandOutput } from '../../../local/view/parseTail.ts';

export interface WhatIfOptions {
  readonly environment?: string;
  readonly location?: string;
  readonly json: boolean;
}

const help = `
Parameters come from infra/main.parameters.json: TRIBUTARY_… and AZURE_… of azd's environment in this folder, else of the
shell. They are checked first, also for what the templates cannot check. It changes nothing. Azure's own what-if is
known to report a few changes that are none.`;

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseWhatIf(args: readonly string[], { output, progress }: CommandOutput): WhatIfOptions {
  return new Command('npm run deploy:what-if --')
    .description('Shows what a provisioning of infra/main.bicep would change.')
    .option('--environment <name>', 'name of the environment, in place of AZURE_ENV_NAME')
    .option('--location <region>', 'region, in place of AZURE_LOCATION')
    .option('--json', 'one JSON object per change and nothing else: change, resource, properties', false)
    .addHelpText('after', help)
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<WhatIfOptions>();
}
