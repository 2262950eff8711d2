import { Argument, Command, InvalidArgumentError } from 'commander';
import { appOption } from '../../local/commandLine/appOption.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';
import { rowKeys } from '../../src/pipeline/rowKeys.ts';

/** What the arguments of `npm run forget` ask for. */
export interface ForgetCommand {
  /** Of tweets, or of bare texts; each once. */
  readonly ids: readonly string[];
  readonly dryRun?: true;
  readonly json?: true;
  /** A function app in Azure. */
  readonly app?: string;
}

/** Throws CommanderError, already told on `progress`, for a wrong id or option, and for `--help`. */
export function parseForget(args: readonly string[], { output, progress }: CommandOutput): ForgetCommand {
  let ids: readonly string[] = [];
  const program = new Command('npm run forget --')
    .description('Deletes tweets, and texts, from the table and from the dead letters.')
    .addArgument(new Argument('<id...>', 'ids as npm run tweets shows them').argParser(moreIds))
    .option('--dry-run', 'says what would be deleted, and deletes nothing')
    .option('--json', 'one JSON object per id, and nothing else')
    .addOption(appOption())
    .addHelpText(
      'after',
      '\nThe hub keeps its events until they are too old, and whoever reads them again stores them again.',
    )
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .action((given: readonly string[]) => {
      ids = given;
    })
    .parse([...args], { from: 'user' });
  return { ids: [...new Set(ids)], ...program.opts<Omit<ForgetCommand, 'ids'>>() };
}

function moreIds(value: string, ids: readonly string[] = []): readonly string[] {
  if (rowKeys(value) !== undefined) return [...ids, value];
  throw new InvalidArgumentError("It must be a tweet's id (digits), or the id of a text (text-…).");
}
