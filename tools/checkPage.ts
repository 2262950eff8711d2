import { counted } from '../src/pipeline/log.ts';
import type { Tweet } from '../src/pipeline/tweet.ts';
import { openBudget } from '../src/pipeline/twitter/budget.ts';
import { classifyAnswer, type Verdict } from '../src/pipeline/twitter/classifyAnswer.ts';
import { smallestPage } from '../src/pipeline/twitter/ledger.ts';
import { refusals } from '../src/pipeline/twitter/pauseLines.ts';
import type { LedgerStore } from '../src/pipeline/twitter/pollStateStore.ts';
import { floorAt } from '../src/pipeline/twitter/reach.ts';
import type { TwitterRunOptions } from '../src/pipeline/twitter/readRun.ts';
import { dollars } from '../src/pipeline/twitter/runLines.ts';
import { postsIn } from '../src/pipeline/twitter/searchPage.ts';

export interface CheckedPage {
  readonly tweets: readonly Tweet[];
  /** What came and what it cost, in words. */
  readonly outcome: string;
}

/** X gives no page; the message says why. */
export class CheckError extends Error {
  readonly code = 'check-failed';
  override readonly name = 'CheckError';
}

/** Asks X once, within the day's ceiling, for the newest ten posts. Rejects with CheckError. */
export async function checkPage(options: TwitterRunOptions, isCounted: boolean): Promise<CheckedPage> {
  const { search, settings, limits, now } = options;
  const { maxPostsPerDay } = settings;
  const ledger = isCounted ? options.ledger : forgetful;
  const budget = openBudget({ ...options, ...limits, ledger, maxPostsPerDay });
  if ((await budget.reserve(smallestPage)) === undefined) {
    const way = 'Raise TWITTER_MAX_POSTS_PER_DAY, or wait for midnight UTC.';
    throw new CheckError(`Today's ceiling of ${maxPostsPerDay} posts leaves no room for a page. ${way}`);
  }
  const answer = await search.page({ sinceId: floorAt(now()), maxResults: smallestPage });
  const posts = answer.kind === 'answer' ? postsIn(answer.body) : answer.mayHaveCost ? undefined : 0;
  budget.settle(posts, undefined);
  const { postsToday } = await budget.close();
  const tweets = tweetsOf(classifyAnswer(answer));
  const today = isCounted ? `; today ${postsToday} of ${maxPostsPerDay} (${dollars(postsToday)})` : '';
  const left =
    answer.kind === 'answer' && answer.rateLimit ? `; ${counted(answer.rateLimit.remaining, 'request')} left` : '';
  return { tweets, outcome: `X answered with ${counted(posts ?? 0, 'post')} (${dollars(posts ?? 0)})${today}${left}.` };
}

function tweetsOf(verdict: Verdict): readonly Tweet[] {
  switch (verdict.kind) {
    case 'page':
      return verdict.page.tweets;
    case 'refused':
      throw new CheckError(`${refusals[verdict.refusal.kind]} (${verdict.refusal.detail}).`);
    default:
      throw new CheckError(`X gave no page (${verdict.detail}). Try again.`);
  }
}

/** Where there is no storage to count in. */
const forgetful: LedgerStore = {
  place: 'nowhere',
  change: async (edit) => edit(undefined),
  look: async () => undefined,
};
