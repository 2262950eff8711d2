import { seededRandom } from '../../src/pipeline/testTweets/random.ts';
import { type ModelX, modelX } from './modelX.ts';
import type { Scenario } from './scenario.ts';
import { type MadePost, world } from './world.ts';

/** The world of one scenario: X, its posts and its clock. Two trials of one scenario are the same. */
export interface Trial {
  readonly x: ModelX;
  /** By X's clock. */
  nowMs(): number;
  /** Time passes within a run. */
  pass(ms: number): void;
  /** Time passes until the run of that number, and posts are made in it. */
  tick(index: number): void;
  /** No faults from here on, and no new posts. */
  calm(): void;
  isCalm(): boolean;
  /** Ids of the posts that X has shown and that nobody has deleted, as the time is now. */
  shown(): readonly string[];
  /** Days, before the calm, on which X sent more posts than that. */
  daysOver(ceiling: number): number;
}

const minute = 60_000;

export async function trialOf(scenario: Scenario): Promise<Trial> {
  const random = seededRandom(scenario.seed + 2);
  const posts = world(scenario, seededRandom(scenario.seed + 3));
  const made: MadePost[] = [];
  const faults = { ...scenario.faults };
  let nowMs = scenario.startMs;
  let calmMs: number | undefined;
  const x = await modelX(() => nowMs, faults, seededRandom(scenario.seed + 4));

  const advance = (ms: number) => {
    const fromMs = nowMs;
    nowMs += ms;
    if (calmMs !== undefined) return;
    for (const each of posts.between(fromMs, nowMs)) {
      x.standIn.add(each);
      made.push(each);
    }
  };
  const sentOver = new Map<string, number>();
  return {
    x,
    nowMs: () => nowMs,
    pass: (ms) => {
      nowMs += Math.ceil(ms);
    },
    tick: (index) => {
      advance(scenario.outages.get(index) ?? 0);
      advance(minute + Math.floor((random() - 0.5) * 2_000));
    },
    calm: () => {
      calmMs = nowMs;
      Object.assign(faults, { refusals: 0, shortPages: 0, broken: 0 });
      for (const day of daysBetween(scenario.startMs, nowMs)) sentOver.set(day, x.standIn.costOf(day).postsSent);
    },
    isCalm: () => calmMs !== undefined,
    shown: () =>
      made.filter((each) => each.shownFromMs <= nowMs && nowMs < each.shownUntilMs).map(({ post }) => post.id),
    daysOver: (ceiling) => [...sentOver.values()].filter((posts) => posts > ceiling).length,
  };
}

function daysBetween(fromMs: number, toMs: number): readonly string[] {
  const days: string[] = [];
  for (let at = fromMs - 86_400_000; at <= toMs + 86_400_000; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
