import { generatePosts } from '../../../src/pipeline/testTweets/generatePosts.ts';
import { chance, type Random, seededRandom } from '../../../src/pipeline/testTweets/random.ts';
import { tweetIdSequence } from '../../../src/pipeline/testTweets/tweetIdSequence.ts';
import { userName } from '../../../src/pipeline/testTweets/users.ts';
import type { Post, TimedPost } from './post.ts';
import { timeOf } from './snowflake.ts';

/** What the world is like. */
export interface World {
  /** Decides everything: the same seed gives the same posts at the same times. */
  readonly seed: number;
  /** On average over the day. */
  readonly perMinute: number;
  /** Later than its id says by up to so much a post is shown, each by its own. */
  readonly indexDelayMs: number;
  readonly burstsPerDay: number;
  readonly burstSize: number;
}

const minute = 60_000;
const minutesPerDay = 1440;
const deletedWithinMs = 30 * minute;

/** All posts whose ids lie in one minute (counted from 1970), by id. The same at every call. */
export function postsOfMinute(index: number, world: World): readonly TimedPost[] {
  const random = seededRandom(Math.imul(world.seed ^ index, 0x9e3779b1) ^ (index >>> 3));
  const times = arrivalTimes(index, world, random);
  let next = 0;
  const ids = tweetIdSequence(() => times[next++] ?? (index + 1) * minute - 1);
  const posts = generatePosts(random, ids);
  const timed: Shown[] = [];
  for (let count = 0; count < times.length; count += 1) {
    const { value: post } = posts.next();
    const shown = shownFrom(post, random, world);
    const previous = timed.at(-1);
    if (previous && isEditOf(post, previous.post)) previous.shownUntilMs = shown.shownFromMs;
    timed.push(
      previous && !isEdit(post) && chance(random, 0.04)
        ? { ...shown, post: retweetOf(post, previous.post, random) }
        : shown,
    );
  }
  return timed;
}

type Shown = { post: Post; shownFromMs: number; shownUntilMs?: number };

function shownFrom(post: Post, random: Random, { indexDelayMs }: World): Shown {
  const shownFromMs = timeOf(BigInt(post.id)) + Math.floor(random() * (indexDelayMs + 1));
  if (!chance(random, 0.01)) return { post, shownFromMs };
  return { post, shownFromMs, shownUntilMs: shownFromMs + Math.floor(random() * deletedWithinMs) };
}

/** A Poisson number of them, spread over the minute, in order. */
function arrivalTimes(index: number, world: World, random: Random): readonly number[] {
  const burst = chance(random, world.burstsPerDay / minutesPerDay) ? world.burstSize : 0;
  const count = poisson(world.perMinute * shareOfDay(index), random) + burst;
  return Array.from({ length: count }, () => index * minute + Math.floor(random() * minute)).sort(
    (one, other) => one - other,
  );
}

/** People write most in the afternoon and least at night (UTC); 1 on average. */
function shareOfDay(index: number): number {
  return 1 + 0.6 * Math.sin((2 * Math.PI * ((index % minutesPerDay) - 540)) / minutesPerDay);
}

/** Knuth's way, in parts: exp(−500) would be 0 soon after. */
function poisson(mean: number, random: Random): number {
  if (mean > 100) return poisson(100, random) + poisson(mean - 100, random);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

function isEdit({ edit_history_tweet_ids: history = [] }: Post): boolean {
  return history.length > 1;
}

function isEditOf({ edit_history_tweet_ids: history = [] }: Post, previous: Post): boolean {
  return history.at(-2) === previous.id;
}

/** Search by words gives none since May 2026, other queries may. */
function retweetOf({ note_tweet: _note, entities: _entities, ...post }: Post, of: Post, random: Random): Post {
  const text = `RT @${userName(random)}: ${of.text}`.slice(0, 140);
  return { ...post, text, referenced_tweets: [{ type: 'retweeted', id: of.id }] };
}
