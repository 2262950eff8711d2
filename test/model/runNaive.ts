import { reachMs } from '../../src/pipeline/twitter/reach.ts';
import { timeOf } from '../../src/pipeline/twitter/snowflake.ts';
import { naiveRule } from './naiveRule.ts';
import type { Scenario } from './scenario.ts';
import { trialOf } from './trial.ts';

/** What the naive rule makes of a scenario, without crashes and without a ceiling: the control that shows that the model bites. */
export interface NaiveTally {
  readonly lost: number;
  /** As many as X has shown. */
  readonly tweets: number;
  readonly duplicated: number;
}

const quietRuns = 3;

export async function runNaive(scenario: Scenario): Promise<NaiveTally> {
  const trial = await trialOf(scenario);
  const published = new Set<string>();
  let [duplicated, beyondReachMs, lastMs] = [0, scenario.startMs, scenario.startMs];
  try {
    const read = naiveRule(trial.x.search, scenario.maxPagesPerRun, scenario.startMs - 900_000);
    for (let index = 0; index < scenario.runs + quietRuns; index += 1) {
      if (index === scenario.runs) trial.calm();
      trial.tick(index);
      // What nobody could have read is not held against it.
      if (trial.nowMs() - lastMs > reachMs) beyondReachMs = trial.nowMs() - reachMs + 900_000;
      lastMs = trial.nowMs();
      for (const id of await read(trial.nowMs())) {
        if (published.has(id)) duplicated += 1;
        published.add(id);
      }
    }
    const missing = trial.shown().filter((id) => !published.has(id) && timeOf(BigInt(id)) > beyondReachMs);
    return { lost: missing.length, duplicated, tweets: trial.shown().length };
  } finally {
    await trial.x.close();
  }
}
