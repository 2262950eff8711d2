import { Command } from 'commander';
import type { CommandOutput } from '../../local/view/parseTail.ts';

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. */
export function parseBuildPackage(
  args: readonly string[],
  { output, progress }: CommandOutput,
): { readonly json: boolean } {
  const { json = false } = new Command('npm run build:package --')
    .description('Writes dist/app, complete in itself: built code, production dependencies, host.json.')
    .addHelpText(
      'after',
      '\nTo deploy it: cd dist/app, and func azure functionapp publish <app> --javascript' +
        '\nOr let "npm run deploy -- <app>" do both, and prove that it works.',
    )
    .option('--json', 'one JSON object and nothing else: folder, packageMiB, dependencies')
    .configureOutput({ writeOut: (text) => void output.write(text), writeErr: (text) => void progress.write(text) })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<{ json?: boolean }>();
  return { json };
}
