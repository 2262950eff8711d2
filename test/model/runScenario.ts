import { seededRandom } from '../../src/pipeline/testTweets/random.ts';
import type { Scenario } from './scenario.ts';
import { type Mutation, type SourceInTrial, sourceInTrial } from './sourceInTrial.ts';
import type { Tally } from './tally.ts';
import { type Trial, trialOf } from './trial.ts';

/** Counted over requests, saves and publishings; most runs have fewer. */
const crashMoments = 24;
/** After the faults: the first may meet a lease or a pause, and what was late needs a minute to be visible. */
const quietRuns = 3;
const mostRuns = 5_000;

/** Puts the real source through a scenario, and after it through quiet runs until nothing is left unread. */
export async function runScenario(scenario: Scenario, mutation: Mutation = {}): Promise<Tally> {
  const trial = await trialOf(scenario);
  try {
    const source = sourceInTrial(scenario, trial, mutation);
    await trouble(scenario, trial, source);
    trial.calm();
    const runs = await quiet(scenario, trial, source);
    return tallyOf(scenario, trial, source, runs);
  } finally {
    await trial.x.close();
  }
}

async function trouble({ seed, runs, crashes, maxPostsPerDay }: Scenario, trial: Trial, source: SourceInTrial) {
  const random = seededRandom(seed);
  for (let index = 0; index < runs; index += 1) {
    trial.tick(index);
    const dies = random() < crashes;
    await source.run(dies ? Math.floor(random() * crashMoments) : Number.POSITIVE_INFINITY, maxPostsPerDay);
  }
}

/** Gives the number of runs in all. */
async function quiet({ seed, runs }: Scenario, trial: Trial, source: SourceInTrial): Promise<number> {
  let upToDate = 0;
  for (let index = runs; index < mostRuns; index += 1) {
    trial.tick(index);
    await source.run(Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER);
    upToDate = source.isUpToDate() ? upToDate + 1 : 0;
    if (upToDate === quietRuns) return index + 1;
  }
  throw new Error(`After ${mostRuns} runs the scenario of seed ${seed} is still not read.`);
}

function tallyOf(scenario: Scenario, trial: Trial, { hub, gaps, crashes }: SourceInTrial, runs: number): Tally {
  const shown = trial.shown();
  const missing = shown.filter((id) => !hub.times.has(id));
  const lostInGaps = missing.filter((id) => gaps.hold(BigInt(id))).length;
  return {
    runs,
    tweets: shown.length,
    lost: missing.length - lostInGaps,
    lostInGaps,
    duplicated: hub.duplicated,
    duplicatedByCrash: hub.duplicatedByCrash,
    crashes: crashes(),
    batchSize: hub.largestStep,
    overspentDays: trial.daysOver(scenario.maxPostsPerDay),
    needlessGaps: gaps.needless,
  };
}
