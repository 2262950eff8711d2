import { chance, pick, type Random, seededRandom } from '../../src/pipeline/testTweets/random.ts';
import type { Faults } from './modelX.ts';
import { prompt, type Slowness, slow, slowAtMidnight } from './slowness.ts';

/** What one trial of the source goes through. All of it follows from the seed. */
export interface Scenario {
  readonly seed: number;
  readonly startMs: number;
  /** Timer runs, a minute apart, before the faults end. */
  readonly runs: number;
  readonly postsPerMinute: number;
  /** Share of minutes in which 1,500 posts more are made. */
  readonly bursts: number;
  /** A post becomes visible up to so long after its making, each after another time. */
  readonly mostDelayMs: number;
  /** An id is up to so much older or newer than the post. */
  readonly shuffleMs: number;
  readonly maxPagesPerRun: number;
  readonly maxPostsPerDay: number;
  readonly faults: Faults;
  /** Share of runs that die somewhere. */
  readonly crashes: number;
  /** No run happens for so long, after the run of that number. */
  readonly outages: ReadonlyMap<number, number>;
  /** By how much X's clock is ahead of ours. */
  readonly xAheadMs: number;
  readonly slowness: Slowness;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const runsPerScenario = 100;

/** A scenario of the usual mix. Two in three have crashes, so that those without show what crashes do not explain. */
export function scenarioOf(seed: number): Scenario {
  const random = seededRandom(seed);
  const longOutage = pick(random, [0, 0, 9 * hour, 8 * day]);
  const outages = longOutage === 0 ? [] : [[20 + Math.floor(random() * 50), longOutage] as const];
  const scenario = {
    seed,
    startMs: Date.UTC(2026, 10, 1) + Math.floor(random() * 30 * day),
    runs: runsPerScenario,
    // After days the backlog is to be read within the trial.
    postsPerMinute: longOutage === 8 * day ? 0.1 + 0.2 * random() : 1 + 30 * random() ** 2,
    bursts: chance(random, 0.5) ? 0.01 : 0,
    mostDelayMs: pick(random, [0, 900, 25_000, 25_000]),
    shuffleMs: pick(random, [0, 1_000]),
    maxPagesPerRun: 6,
    maxPostsPerDay: ceiling(random),
    faults: {
      refusals: pick(random, [0, 0.05]),
      shortPages: pick(random, [0, 0.03]),
      broken: pick(random, [0, 0, 0.01]),
    },
    crashes: pick(random, [0, 0.05, 0.1]),
    outages: new Map(outages),
    xAheadMs: pick(random, [0, -180_000, 180_000]),
    slowness: pick(random, [prompt, prompt, slow, slowAtMidnight]),
  };
  return scenario.slowness === slowAtMidnight ? { ...scenario, ...acrossMidnight(scenario.startMs, random) } : scenario;
}

/** Saving the count takes until after midnight, and the ceiling of the day that then begins is reached: any post too many shows. */
export function acrossMidnight(startMs: number, random: Random): Pick<Scenario, 'startMs' | 'maxPostsPerDay'> {
  const midnight = Math.ceil(startMs / day) * day;
  const runsBefore = 2 + Math.floor(random() * 3);
  return {
    startMs: midnight - runsBefore * minute - 17_000 - Math.floor(random() * 5_000),
    maxPostsPerDay: 300 + Math.floor(random() * 300),
  };
}

/** Mostly too high to matter. */
function ceiling(random: Random): number {
  return chance(random, 0.25) ? 100 + Math.floor(random() * 2_000) : 1_000_000;
}
