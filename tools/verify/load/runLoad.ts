import { together } from '../together.ts';
import type { Trial } from '../trial.ts';
import { loadEvents } from './loadEvents.ts';
import { Pace } from './pace.ts';
import { sendLoad } from './sendLoad.ts';

/** A first round of all kinds of faults takes less; then the load goes on without. */
const longestReserveMs = 240_000;
/** Tweets that the pipeline publishes have ids of now, whatever a jumping clock makes of it. Ours are to be others. */
const apartMs = 72 * 3_600_000;
/** After that no more runs of `publishTweets` begin. */
const publishedShare = 0.8;

/** Sends tweets, and has `publishTweets` publish some, until as many are acknowledged as were asked for, or time is over. */
export async function runLoad(trial: Trial, signal: AbortSignal): Promise<void> {
  const { options, sender, publishRuns, tally, ended } = trial;
  const { rate, events = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY, seed } = options;
  const startedAt = Date.now();
  const elapsedMs = (): number => Date.now() - startedAt;
  const isReserveKept = (): boolean => !tally.isComplete && elapsedMs() < longestReserveMs;
  const acknowledged = (): number => sender.loadCount + publishRuns.published;
  const isOver = (): boolean => acknowledged() >= events || elapsedMs() >= seconds * 1_000;
  const sending = sendLoad({
    sender,
    signal,
    events: loadEvents(seed, () => Date.now() - apartMs),
    pace: new Pace({ rate, events, isReserveKept }, startedAt),
    promised: () => acknowledged() + publishRuns.underWay,
    isOver,
    now: Date.now,
  });
  // So that what it has under way never makes the load larger than was asked for.
  const goesOn = (): boolean => !isOver() && acknowledged() < events * publishedShare;
  await together([sending, publishRuns.go(goesOn, signal)], (reason) => ended.abort(reason));
}
