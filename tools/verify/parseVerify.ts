import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { positive } from '../../local/commandLine/positive.ts';
import type { CommandOutput } from '../../local/view/parseTail.ts';
import { type FaultKind, faultKinds } from './faults/fault.ts';

/**
 * An outage lasts a minute at most. A hub that comes back while a host's clock is hours behind finds its token expired, and the
 * SDK was seen to ask anew only after 90 s.
 */
const patienceSeconds = 240;

/** What the options of `npm run verify` ask for. */
export interface VerifyOptions {
  /** How many tweets the hub is to acknowledge, poison aside; undefined with `seconds`. */
  readonly events: number | undefined;
  /** How long the load is to last, instead. */
  readonly seconds: number | undefined;
  /** Events per second; 0 = as fast as it goes. */
  readonly rate: number;
  /** Each once, in the order of `faultKinds`. */
  readonly faults: readonly FaultKind[];
  readonly seed: number;
  /** An app folder: package.json, host.json, and the built functions that package.json's main names. */
  readonly app: string;
  /** How long nothing may come forward before the rest counts as missing, in seconds. */
  readonly patience: number;
  readonly json: boolean;
}

interface Parsed extends Omit<VerifyOptions, 'events' | 'seed' | 'json' | 'seconds'> {
  readonly events?: number;
  readonly seconds?: number;
  readonly seed?: number;
  readonly json?: true;
}

const defaultEvents = 20_000;

const afterOptions = `
Exit code 1: something is missing, double or not what its event holds, a kind of
fault was never injected, or publishTweets, which runs beside the load, published
nothing. 2: a wrong option. 130: interrupted.
A fault is survived once all is handled that the hub held when it ended, and an
event that came later, or a write that storage had left unanswered. That alone
decides no exit code.
The first outage freezes all storage, that of the host as well, and then refuses
connections: for 60 s in a load of 100 s or more, for 0.6 of a shorter one, for
17 s at least. Later ones freeze or refuse in turn, for 1 s up to 0.6 of the load.
Until each kind was injected, and for four minutes at most, the last two fifths
of the load are sent slowly: for throughput take --faults none.
npm itself prints two lines first; without them: npm run --silent verify -- --json`;

/** Throws CommanderError, already told on `progress`, for a wrong option, and for `--help`. Paths are relative to `folder`. */
export function parseVerify(
  args: readonly string[],
  folder: string,
  { output, progress }: CommandOutput,
): VerifyOptions {
  const { events, seconds, seed, json, ...rest } = new Command('npm run verify --')
    .description(
      'Runs the whole pipeline under load and faults, and accounts for every event: one row or one dead letter.',
    )
    .addOption(
      new Option(
        '--events <count>',
        `how many tweets the load is; poison, and what is sent again, comes on top (default: ${defaultEvents})`,
      ).argParser(positive),
    )
    .addOption(new Option('--seconds <count>', 'or for how long').argParser(positive).conflicts('events'))
    .option('--rate <count>', 'events per second, 0 for as many as it takes', rate, 2_000)
    .addOption(
      new Option('--faults <kinds>', `all, none, or with commas between them: ${faultKinds.join(', ')}`)
        .argParser(kinds)
        .default(faultKinds, 'all'),
    )
    .option(
      '--seed <number>',
      "of what chance decides: tweets, and the order and length of faults; printed. Timing is the machine's",
      positive,
    )
    .addOption(
      new Option('--app <folder>', 'the app to verify').argParser(appFolder(folder)).default(folder, 'this one'),
    )
    .option(
      '--patience <seconds>',
      'how long nothing may come forward before the rest counts as missing',
      positive,
      patienceSeconds,
    )
    .option('--json', 'one JSON object, and nothing else')
    .addHelpText('after', afterOptions)
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<Parsed>();
  return {
    ...rest,
    events: seconds === undefined ? (events ?? defaultEvents) : undefined,
    seconds,
    seed: seed ?? randomInt(1, 1_000_000_000),
    json: json ?? false,
  };
}

function rate(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0.');
}

function kinds(text: string): readonly FaultKind[] {
  if (text === 'all') return faultKinds;
  if (text === 'none') return [];
  const asked = text.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !faultKinds.some((kind) => kind === name));
  if (unknown.length === 0) return faultKinds.filter((kind) => asked.includes(kind));
  throw new InvalidArgumentError(`There is no kind ${unknown.join(', ')}. There are ${faultKinds.join(', ')}.`);
}

function appFolder(folder: string): (text: string) => string {
  return (text) => {
    const app = resolve(folder, text);
    const lacking = ['package.json', 'host.json'].find((file) => !existsSync(join(app, file)));
    if (lacking === undefined) return app;
    throw new InvalidArgumentError(`There is no ${lacking} in ${app}.`);
  };
}
