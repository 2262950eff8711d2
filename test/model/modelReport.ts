import { seededRandom } from '../../src/pipeline/testTweets/random.ts';
import { clockOfLastSave, forgetful, prunedAtCursor } from './mutations.ts';
import { addedFigures, type NaiveFigures, outOfBounds, runNaiveControls } from './naiveControls.ts';
import { runNaive } from './runNaive.ts';
import { runScenario } from './runScenario.ts';
import { acrossMidnight, type Scenario, scenarioOf } from './scenario.ts';
import { slowAtMidnight } from './slowness.ts';
import type { Mutation } from './sourceInTrial.ts';
import { added, nothing, type Tally } from './tally.ts';

/** What the model has seen. The controls and mutations must come out worse than the source, or the model is blind. */
export interface ModelReport extends Tally {
  readonly naive: { readonly lost: number; readonly duplicated: number };
  /** Of every so many scenarios one world is given to the naive rule with one trouble at a time. */
  readonly naiveControls: NaiveFigures;
  /** Of every so many scenarios one is run with each mistake made on purpose. */
  readonly mutations: {
    /** `sent` forgotten below the cursor: must repeat. */
    readonly prunedAtCursor: Figures;
    /** Posts visible up to 120 s late, with a horizon of 60 s: must lose. */
    readonly beyondHorizon: Figures;
    /** The count of posts kept in the process alone: must overspend. */
    readonly forgetfulLedger: Figures;
    /** Midnight comes while the count is saved, and goes unseen: must overspend. */
    readonly clockOfLastSave: Figures;
  };
}

type Figures = Pick<Tally, 'tweets' | 'lost' | 'duplicated' | 'overspentDays'>;

export const emptyReport: ModelReport = {
  ...nothing,
  naive: { lost: 0, duplicated: 0 },
  naiveControls: {},
  mutations: { prunedAtCursor: nothing, beyondHorizon: nothing, forgetfulLedger: nothing, clockOfLastSave: nothing },
};

const mutationEvery = 25;

/** One scenario: the source, the naive rule, and now and then the mutations. */
export async function reportOf(firstSeed: number, index: number): Promise<ModelReport> {
  const scenario = scenarioOf(firstSeed + index);
  const tally = await runScenario(scenario);
  const naive = await runNaive(scenario);
  if (index % mutationEvery !== 0) return { ...emptyReport, ...tally, naive };
  return {
    ...tally,
    naive,
    naiveControls: await runNaiveControls(scenario),
    mutations: await mutationsOf(scenario),
  };
}

async function mutationsOf(scenario: Scenario): Promise<ModelReport['mutations']> {
  const busy = { ...scenario, crashes: 0, bursts: 0.05, postsPerMinute: 20, mostDelayMs: 25_000, outages: new Map() };
  const random = seededRandom(scenario.seed);
  const midnight = { ...acrossMidnight(scenario.startMs, random), slowness: slowAtMidnight };
  const run = async (change: Partial<Scenario>, mutation: Mutation = {}) =>
    figures(await runScenario({ ...busy, maxPostsPerDay: 1_000_000, ...change }, mutation));
  return {
    prunedAtCursor: await run({}, { states: prunedAtCursor }),
    beyondHorizon: await run({ mostDelayMs: 120_000 }),
    forgetfulLedger: await run({ maxPostsPerDay: 200 }, { ledger: forgetful }),
    clockOfLastSave: await run(midnight, { clock: clockOfLastSave }),
  };
}

export function addedReports(one: ModelReport, other: ModelReport): ModelReport {
  const mutation = (name: keyof ModelReport['mutations']) =>
    figures(added({ ...nothing, ...one.mutations[name] }, { ...nothing, ...other.mutations[name] }));
  return {
    ...added(one, other),
    naive: { lost: one.naive.lost + other.naive.lost, duplicated: one.naive.duplicated + other.naive.duplicated },
    naiveControls: addedFigures(one.naiveControls, other.naiveControls),
    mutations: {
      prunedAtCursor: mutation('prunedAtCursor'),
      beyondHorizon: mutation('beyondHorizon'),
      forgetfulLedger: mutation('forgetfulLedger'),
      clockOfLastSave: mutation('clockOfLastSave'),
    },
  };
}

function figures({ tweets, lost, duplicated, overspentDays }: Tally): Figures {
  return { tweets, lost, duplicated, overspentDays };
}

type Check = readonly [isBroken: boolean, words: string];

/** In a few scenarios nothing may happen that a mistake would show in. */
const fewestRunsForControls = 5_000;
/** A share is told from another one only in several worlds. */
const fewestRunsForShares = 20_000;

function controlsOf({ runs, naiveControls, mutations }: ModelReport): readonly Check[] {
  const shares = runs < fewestRunsForShares ? [] : outOfBounds(naiveControls);
  return [
    ...shares.map((words) => [true, words] as const),
    [mutations.prunedAtCursor.duplicated === 0, 'forgetting what was sent repeated nothing'],
    [mutations.beyondHorizon.lost === 0, 'posts later than the horizon were not lost'],
    [mutations.forgetfulLedger.overspentDays === 0, 'a forgetful count overspent nothing'],
    [mutations.clockOfLastSave.overspentDays === 0, 'midnight unseen while the count is saved overspent nothing'],
  ];
}

/** What in a report breaks a promise, or shows that the model could not see one broken. */
export function brokenPromises(report: ModelReport): readonly string[] {
  const { lost, duplicated, duplicatedByCrash, crashes, batchSize, overspentDays, needlessGaps } = report;
  const checks: readonly Check[] = [
    [lost > 0, `${lost} tweets lost`],
    [duplicated > 0, `${duplicated} tweets repeated without a crash`],
    [duplicatedByCrash > crashes * batchSize, 'more than one step repeated per crash'],
    [overspentDays > 0, `${overspentDays} days overspent`],
    [needlessGaps > 0, `${needlessGaps} gaps reported where nothing was out of reach`],
  ];
  const controls = report.runs < fewestRunsForControls ? [] : controlsOf(report);
  return [...checks, ...controls].filter(([isBroken]) => isBroken).map(([, words]) => words);
}
