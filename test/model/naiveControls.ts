import { type NaiveTally, runNaive } from './runNaive.ts';
import type { Scenario } from './scenario.ts';

/** One trouble alone, and how much the naive rule must lose by it: losing less, or more, the model is not what it says. */
interface NaiveControl {
  readonly change: Partial<Scenario>;
  readonly lostFrom: number;
  readonly lostTo: number;
}

const noFaults = { refusals: 0, shortPages: 0, broken: 0 };
const calm = {
  faults: noFaults,
  mostDelayMs: 0,
  shuffleMs: 0,
  bursts: 0,
  postsPerMinute: 5,
  outages: new Map(),
  crashes: 0,
  maxPostsPerDay: 1_000_000,
};

/** The shares are of the order that an independent model gave for the naive rule: 8.5 %, 46 %, 18 % and none. */
const controls = {
  lateByUpTo25Seconds: { change: { postsPerMinute: 20, mostDelayMs: 25_000 }, lostFrom: 0.03, lostTo: 0.2 },
  burstsAndPageLimit: { change: { bursts: 0.05 }, lostFrom: 0.25, lostTo: 0.7 },
  // Half of the short pages are empty.
  emptyPages: {
    change: { bursts: 0.05, maxPagesPerRun: 30, faults: { ...noFaults, shortPages: 0.06 } },
    lostFrom: 0.05,
    lostTo: 0.4,
  },
  noTrouble: { change: {}, lostFrom: 0, lostTo: 0 },
} as const satisfies Readonly<Record<string, NaiveControl>>;

const each: readonly (readonly [name: string, control: NaiveControl])[] = Object.entries(controls);

/** By control. */
export type NaiveFigures = Readonly<Record<string, Pick<NaiveTally, 'tweets' | 'lost'>>>;

/** What the naive rule loses by each trouble, in a world of the scenario's seed. */
export async function runNaiveControls(scenario: Scenario): Promise<NaiveFigures> {
  const figures: Record<string, Pick<NaiveTally, 'tweets' | 'lost'>> = {};
  for (const [name, { change }] of each) {
    const { tweets, lost } = await runNaive({ ...scenario, ...calm, ...change });
    figures[name] = { tweets, lost };
  }
  return figures;
}

export function addedFigures(one: NaiveFigures, other: NaiveFigures): NaiveFigures {
  const sum = (name: string, key: 'tweets' | 'lost') => (one[name]?.[key] ?? 0) + (other[name]?.[key] ?? 0);
  return Object.fromEntries(each.map(([name]) => [name, { tweets: sum(name, 'tweets'), lost: sum(name, 'lost') }]));
}

/** Where the naive rule lost another share than it must, in words. */
export function outOfBounds(figures: NaiveFigures): readonly string[] {
  return each.flatMap(([name, { lostFrom, lostTo }]) => {
    const { tweets = 0, lost = 0 } = figures[name] ?? {};
    const share = tweets === 0 ? Number.NaN : lost / tweets;
    const words = `the naive rule lost ${percent(share)} (${name}) instead of ${percent(lostFrom)} to ${percent(lostTo)}`;
    return share >= lostFrom && share <= lostTo ? [] : [words];
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
