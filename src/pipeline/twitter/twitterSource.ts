import type { Log } from '../log.ts';
import type { SourcedStep, SourceRun, TweetSource } from '../publishTweets.ts';
import type { Tweet } from '../tweet.ts';
import { type Budget, openBudget } from './budget.ts';
import { formatPollState } from './formatPollState.ts';
import { parsePollState } from './parsePollState.ts';
import { isPaused, type Pause, pauseAfter } from './pause.ts';
import { type Polled, poll } from './poll.ts';
import { PollError } from './pollError.ts';
import { firstState, gapsKept, type PollState } from './pollState.ts';
import type { HeldState, LedgerStore, PollStateStore } from './pollStateStore.ts';
import { openReading, type Reading } from './reading.ts';
import type { RecentSearch } from './recentSearch.ts';
import { ceilingLine, failureLine, gapLine, pauseLine, refusalLine, runLine } from './runLines.ts';
import { stillNeeded, unsent } from './sent.ts';

export interface TwitterSourceOptions {
  readonly search: RecentSearch;
  readonly states: PollStateStore;
  readonly ledger: LedgerStore;
  readonly settings: TwitterSettings;
  readonly limits: RunLimits;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly random: () => number;
  /** Gives a text that was never given before. */
  readonly newMark: () => string;
}

export interface TwitterSettings {
  readonly query: string;
  readonly maxPostsPerDay: number;
  readonly maxPagesPerRun: number;
  readonly firstRunMinutes: number;
  readonly horizonMs: number;
  /** Other token, other address, other field list: another mark. No secret can be read from it. */
  readonly settingsMark: string;
}

export interface RunLimits {
  readonly requestTimeoutMs: number;
  /** No request begins later than so long after the begin of the run, that it may end before the next one is due. */
  readonly readingMs: number;
}

/** Posts per step: what a crash repeats at most. */
export const postsPerStep = 100;

/** Posts of X's recent search: none lost, none repeated, and never more than the day's ceiling. */
export function twitterSource(options: TwitterSourceOptions): TweetSource {
  return {
    name: 'twitter',
    steps: async function* ({ log }: SourceRun) {
      const { states, settings, now } = options;
      const first = () => formatPollState(firstState(settings.query, now(), settings.firstRunMinutes));
      const held = await states.open(first);
      if (held === undefined) {
        log.log('Asked X for nothing: another run is at work, or ended without a word less than a minute ago.');
        return;
      }
      try {
        yield* runSteps(held, log, options);
      } finally {
        await held.close();
      }
    },
  };
}

async function* runSteps(held: HeldState, log: Log, options: TwitterSourceOptions): AsyncGenerator<SourcedStep> {
  const { settings, now } = options;
  const state = parsePollState(held.text, settings.query);
  if (isPaused(state.pause, now(), settings.settingsMark)) return log.log(pauseLine(state.pause));
  const run = await read(state, held, log, options);
  // Kept even if nothing can be published: X is not asked again before its time.
  if (run.state.pause) await held.save(formatPollState(run.state));
  yield* publishing(run, held);
}

/** What a run has read, and the states to be saved: until all of it is published, and then. */
interface ReadRun {
  readonly fresh: readonly Tweet[];
  readonly state: PollState;
  readonly finalState: PollState;
}

async function read(state: PollState, held: HeldState, log: Log, options: TwitterSourceOptions): Promise<ReadRun> {
  const { settings, limits, now, ledger, newMark } = options;
  const startMs = now();
  const budget = openBudget({ ...settings, ...limits, ledger, now, newMark });
  const reading = openReading({
    ...options,
    budget,
    isHeld: held.isHeld,
    maxPages: settings.maxPagesPerRun,
    lastRequestMs: startMs + limits.readingMs,
  });
  const polled = await poll(state, reading, { startMs, horizonMs: settings.horizonMs });
  const fresh = unsent(reading.found, state.sent);
  await tell(polled, fresh.length, reading, budget, log, options);
  return { fresh, ...statesAfter(state, polled, reading, fresh, options) };
}

function statesAfter(
  before: PollState,
  { position, gaps, stop }: Polled,
  { totals }: Reading,
  fresh: readonly Tweet[],
  { settings, now }: TwitterSourceOptions,
): Pick<ReadRun, 'state' | 'finalState'> {
  const nowMs = now();
  const message = stop?.why === 'failed' ? stop.detail : stop?.why === 'refused' ? stop.refusal.detail : undefined;
  const state: PollState = {
    ...before,
    pause: pauseOf({ stop, totals }, nowMs, settings.settingsMark),
    gaps: [...before.gaps, ...gaps.map((gap) => ({ ...gap, foundMs: nowMs }))].slice(-gapsKept),
    lastError: message === undefined ? before.lastError : { timeMs: nowMs, message },
  };
  const sent = new Set([...before.sent, ...fresh.map(({ id }) => BigInt(id))]);
  const upToDateMs = stop ? before.upToDateMs : nowMs;
  return { state, finalState: { ...state, ...position, upToDateMs, sent: stillNeeded(sent, position) } };
}

/** After the last request of a window the next one would only be refused. */
function pauseOf(
  { stop, totals }: { stop: Polled['stop']; totals: Reading['totals'] },
  nowMs: number,
  settingsMark: string,
): Pause | undefined {
  const refusal = stop?.why === 'refused' ? stop.refusal : undefined;
  const usedUp =
    totals.rateLimit?.remaining === 0 ? { kind: 'rate-limit' as const, rateLimit: totals.rateLimit } : undefined;
  const cause = refusal ?? usedUp;
  return cause && pauseAfter(cause, { nowMs, xAheadMs: totals.clock?.lowMs ?? 0, settingsMark });
}

async function tell(
  { position, gaps, stop }: Polled,
  fresh: number,
  { totals }: Reading,
  budget: Budget,
  log: Log,
  { settings: { maxPostsPerDay, settingsMark }, now }: TwitterSourceOptions,
): Promise<void> {
  const { postsToday, isReachedNow } = await budget.close();
  const nowMs = now();
  for (const gap of gaps) log.error(gapLine(gap));
  log.log(runLine({ totals, fresh, postsToday, maxPostsPerDay, position, stop, nowMs }));
  if (isReachedNow) log.error(ceilingLine(postsToday, maxPostsPerDay, nowMs));
  if (stop?.why === 'failed') log.error(failureLine(stop.detail));
  if (stop?.why === 'refused') {
    const pause = pauseAfter(stop.refusal, { nowMs, xAheadMs: totals.clock?.lowMs ?? 0, settingsMark });
    const line = refusalLine(pause, stop.refusal.detail);
    if (pause.reason === 'rate-limit') log.log(line);
    else log.error(line);
  }
}

/** The steps of a run. Cursor and hole move with the last one; before it only what was sent grows. */
async function* publishing({ fresh, state, finalState }: ReadRun, held: HeldState): AsyncGenerator<SourcedStep> {
  const sent = new Set(state.sent);
  for (let start = 0; start < fresh.length; start += postsPerStep) {
    if (!held.isHeld())
      throw new PollError('state-taken', 'Another run has taken over, so this one publishes nothing more.');
    const items = fresh.slice(start, start + postsPerStep);
    for (const { id } of items) sent.add(BigInt(id));
    const isLast = start + postsPerStep >= fresh.length;
    let saving: Promise<void> | undefined;
    const taken = () => {
      saving ??= held.save(formatPollState(isLast ? finalState : { ...state, sent }));
      return saving;
    };
    yield { items, taken };
  }
  if (fresh.length === 0) await held.save(formatPollState(finalState));
}
