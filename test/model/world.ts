import { chance, type Random } from '../../src/pipeline/testTweets/random.ts';
import { idsPerMillisecond, tweetIdAt } from '../../src/pipeline/tweetId.ts';
import type { Scenario } from './scenario.ts';

/** A post, and when X shows it (ms since 1970, by the one true clock). */
export interface MadePost {
  readonly post: { readonly id: string; readonly text: string; readonly lang: string; readonly created_at: string };
  readonly shownFromMs: number;
  /** When its author deletes it; most stay. */
  readonly shownUntilMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const burst = 1_500;

/** The posts of the world, as time goes on. */
export function world(scenario: Scenario, random: Random) {
  let counter = 0;
  const make = (madeMs: number): MadePost => {
    counter = (counter + 1) % idsPerMillisecond;
    const idMs = Math.floor(madeMs + (random() * 2 - 1) * scenario.shuffleMs);
    const created_at = new Date(idMs).toISOString();
    const post = { id: tweetIdAt(idMs, counter), text: `#Azure ${counter}`, lang: 'en', created_at };
    const shownFromMs = Math.max(madeMs, idMs) + random() * scenario.mostDelayMs;
    const isDeleted = chance(random, 0.01);
    return { post, shownFromMs, shownUntilMs: isDeleted ? shownFromMs + random() * hour : Number.POSITIVE_INFINITY };
  };
  /** Those made from one time to another. */
  const between = (fromMs: number, toMs: number): MadePost[] => {
    const minutes = (toMs - fromMs) / minute;
    const expected = minutes * scenario.postsPerMinute;
    const usual = Math.floor(expected) + (chance(random, expected % 1) ? 1 : 0);
    const count = usual + (minutes < 2 && chance(random, scenario.bursts) ? burst : 0);
    return Array.from({ length: count }, () => make(fromMs + random() * (toMs - fromMs)));
  };
  return { between };
}
