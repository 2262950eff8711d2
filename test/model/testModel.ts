import { availableParallelism } from 'node:os';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { positive } from '../../local/commandLine/positive.ts';
import { forkModel } from './forkModel.ts';
import { brokenPromises, type ModelReport } from './modelReport.ts';

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly json?: true;
}

/** `npm run test:model`: the twitter source against the stand-in for X, through many scenarios. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await model(parse(args));
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}

async function model({ runs, seed, json }: Options): Promise<void> {
  process.stderr.write(`Seed ${seed}.\n`);
  const processes = Math.min(8, Math.max(2, availableParallelism()));
  const report = await forkModel({ runs, seed, processes, onProgress: progress(runs) });
  const broken = brokenPromises(report);
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : words(report));
  for (const promise of broken) process.stderr.write(`Broken: ${promise}.\n`);
  if (broken.length > 0) process.exitCode = 1;
}

/** Says each tenth. */
function progress(runs: number): (sum: ModelReport) => void {
  let said = 0;
  return (sum) => {
    const tenths = Math.floor((10 * sum.runs) / runs);
    if (tenths <= said || tenths >= 10) return;
    said = tenths;
    process.stderr.write(`${sum.runs} runs, ${sum.tweets} tweets: ${sum.lost} lost, ${sum.duplicated} repeated.\n`);
  };
}

function words({ runs, tweets, lost, lostInGaps, duplicated, duplicatedByCrash, crashes, naive }: ModelReport): string {
  return [
    `${runs} runs, ${tweets} tweets: ${lost} lost, ${duplicated} repeated, ${lostInGaps} beyond X's reach and reported.`,
    `${crashes} crashes: ${duplicatedByCrash} repeated.`,
    `The naive rule: ${naive.lost} lost (${((100 * naive.lost) / tweets).toFixed(1)} %), ${naive.duplicated} repeated.\n`,
  ].join('\n');
}

function parse(args: readonly string[]): Options {
  return new Command('npm run test:model --')
    .description('Runs the twitter source against the stand-in for X, through bursts, late posts, faults and crashes.')
    .option('--runs <count>', 'timer runs, at least', positive, 100_000)
    .option(
      '--seed <number>',
      'of the first scenario; the same seed gives the same scenarios',
      seedOf,
      Date.now() % 1e9,
    )
    .option('--json', 'one JSON object on standard output')
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<Options>();
}

function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number of up to nine digits.');
  return Number(text);
}
