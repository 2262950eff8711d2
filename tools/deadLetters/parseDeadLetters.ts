import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { appOption } from '../../local/commandLine/appOption.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';
import { type PositionInHub, parseLetterId } from '../../src/pipeline/deadLetters/letterId.ts';
import { mostAttempts } from '../../src/pipeline/deadLetters/replayLetters.ts';
import type { Selection } from '../../src/pipeline/deadLetters/selectLetters.ts';
import { isReason, type Reason, reasons } from '../../src/pipeline/reasons.ts';

interface Asked {
  readonly json?: true;
  /** A function app in Azure. */
  readonly app?: string;
}

interface AskedOfSome extends Asked {
  readonly selection: Selection;
  readonly dryRun?: boolean;
}

/** What the arguments of `npm run dead-letters` ask for. */
export type DeadLettersCommand =
  | ({ readonly action: 'list'; readonly selection: Selection } & Asked)
  | ({ readonly action: 'show'; readonly id: PositionInHub } & Asked)
  | ({ readonly action: 'replay'; readonly force?: true } & AskedOfSome)
  | ({ readonly action: 'discard' } & AskedOfSome);

interface SelectingOptions extends Asked {
  readonly all?: true;
  readonly reason?: Reason;
  readonly dryRun?: boolean;
  readonly force?: true;
}

const exitCode =
  'Exit code 1: a letter named by its id is not there or was left alone, or an event is too large for the hub.';

/** Throws CommanderError, already told on `progress`, for a wrong command or option, and for `--help`. */
export function parseDeadLetters(args: readonly string[], { output, progress }: CommandOutput): DeadLettersCommand {
  let parsed: DeadLettersCommand | undefined;
  const program = new Command('npm run dead-letters --')
    .description('Shows, replays and discards the events that could not become rows.')
    .addHelpText(
      'after',
      `\nReasons: ${reasons.join(', ')}.\n${exitCode}\nnpm itself prints two lines first; without them: npm run --silent dead-letters -- list --json`,
    )
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride();
  command(program, 'list', 'lists letters, partition by partition in their order')
    .addOption(reasonOption())
    .action(({ reason, ...options }: SelectingOptions) => {
      parsed = { action: 'list', selection: { reason }, ...options };
    });
  command(program, 'show', 'shows a letter: its event whole, where it lay and why it failed')
    .addArgument(new Argument('<id>', 'as list shows it').argParser(letterPosition))
    .action((id: PositionInHub, options: Asked) => {
      parsed = { action: 'show', id, ...options };
    });
  selecting(program, 'replay', 'publishes the events of letters again; each letter goes when its row is there')
    .option('--force', `also letters that failed ${mostAttempts} times, or are on their way`)
    .action((ids: readonly PositionInHub[], { all, reason, ...options }: SelectingOptions, self: Command) => {
      parsed = { action: 'replay', selection: selectionOf(ids, all, reason, self), ...options };
    });
  selecting(program, 'discard', 'deletes letters for good').action(
    (ids: readonly PositionInHub[], { all, reason, ...options }: SelectingOptions, self: Command) => {
      parsed = { action: 'discard', selection: selectionOf(ids, all, reason, self), ...options };
    },
  );
  program.parse([...args], { from: 'user' });
  return parsed ?? program.help({ error: true });
}

function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--json', 'one JSON object per line, and nothing else')
    .addOption(appOption());
}

function selecting(program: Command, name: string, description: string): Command {
  return command(program, name, description)
    .addArgument(new Argument('[id...]', 'as list shows it').argParser(morePositions))
    .option('--all', 'every letter')
    .addOption(reasonOption())
    .option('--dry-run', 'says what would be done, and does nothing');
}

function reasonOption(): Option {
  return new Option('--reason <reason>', 'letters of this reason only').argParser((value) => {
    if (isReason(value)) return value;
    throw new InvalidArgumentError(`There is no reason ${value}. There are ${reasons.join(', ')}.`);
  });
}

function letterPosition(value: string): PositionInHub {
  const position = parseLetterId(value);
  if (position !== undefined) return position;
  throw new InvalidArgumentError('It must be <partition>-<sequence number>-<milliseconds>, as list shows it.');
}

function morePositions(value: string, positions: readonly PositionInHub[] = []): readonly PositionInHub[] {
  return [...positions, letterPosition(value)];
}

/** By mistake nobody is to replay, or lose, more than was meant: what is meant has to be said, once. */
function selectionOf(
  ids: readonly PositionInHub[] = [],
  all: true | undefined,
  reason: Reason | undefined,
  self: Command,
): Selection {
  const said = [ids.length > 0, all !== undefined, reason !== undefined].filter(Boolean).length;
  if (said !== 1) self.error('error: say which letters: ids, --all, or --reason <reason>, and only one of these');
  return ids.length > 0 ? { ids } : { reason };
}
