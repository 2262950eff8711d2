import { counted } from '../src/pipeline/log.ts';
import type { Tweet } from '../src/pipeline/tweet.ts';
import { openBudget } from '../src/pipeline/twitter/budget.ts';
import { classifyAnswer, type Verdict } from '../src/pipeline/twitter/classifyAnswer.ts';
import { smallestPage } from '../src/pipeline/twitter/ledger.ts';
import { refusals } from '../src/pipeline/twitter/pauseLines.ts';
import { floorAt } from '../src/pipeline/twitter/reach.ts';
import type { TwitterRunOptions } from '../src/pipeline/twitter/readRun.ts';
import { dollars } from '../src/pipeline/twitter/runLines.ts';
import { postsIn } from '../src/pipeline/twitter/searchPage.ts';
import { unknownClock } from '../src/pipeline/twitter/xClock.ts';

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
export async function checkPage(options: TwitterRunOptions): Promise<CheckedPage> {
  const { search, settings, limits, now } = options;
  const { maxPostsPerDay } = settings;
  // The ledger may be that of an app in Azure, and this machine's clock minutes off.
  const budget = openBudget({ ...options, ...limits, maxPostsPerDay, clock: unknownClock });
  if ((await budget.reserve(smallestPage)) === undefined) {
    const way = 'Raise TWITTER_MAX_POSTS_PER_DAY, or wait for midnight UTC.';
    throw new CheckError(`Today's ceiling of ${maxPostsPerDay} posts leaves no room for a page. ${way}`);
  }
  const answer = await search.page({ sinceId: floorAt(now()), maxResults: smallestPage });
  const posts = answer.kind === 'answer' ? postsIn(answer.body) : answer.mayHaveCost ? undefined : 0;
  budget.settle(posts, undefined);
  // Should the ceiling be reached by this, the app's next run is to say so in its own log.
  const { postsToday } = await budget.close({ reports: false });
  const tweets = tweetsOf(classifyAnswer(answer), posts === undefined);
  const today = `; today ${postsToday} of ${maxPostsPerDay} (${dollars(postsToday)})`;
  const left =
    answer.kind === 'answer' && answer.rateLimit ? `; ${counted(answer.rateLimit.remaining, 'request')} left` : '';
  return { tweets, outcome: `X answered with ${counted(posts ?? 0, 'post')} (${dollars(posts ?? 0)})${today}${left}.` };
}

function tweetsOf(verdict: Verdict, countsWhole: boolean): readonly Tweet[] {
  switch (verdict.kind) {
    case 'page':
      return verdict.page.tweets;
    case 'refused':
      throw new CheckError(`${refusals[verdict.refusal.kind]} (${verdict.refusal.detail}).`);
    case 'stale-cursor':
      throw new CheckError(`X takes the last 7 days for longer ago (${verdict.detail}). Set this machine's clock.`);
    case 'transient': {
      const cost = countsWhole ? ` X may have sent posts all the same, so ${smallestPage} count for today.` : '';
      throw new CheckError(`X gave no page (${verdict.detail}).${cost} Try again.`);
    }
  }
}
