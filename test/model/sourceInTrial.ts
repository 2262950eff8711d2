import { publishTweets } from '../../src/pipeline/publishTweets.ts';
import { seededRandom } from '../../src/pipeline/testTweets/random.ts';
import { parsePollState } from '../../src/pipeline/twitter/parsePollState.ts';
import type { LedgerStore, PollStateStore } from '../../src/pipeline/twitter/pollStateStore.ts';
import { reachMs } from '../../src/pipeline/twitter/reach.ts';
import { idAt } from '../../src/pipeline/twitter/snowflake.ts';
import { twitterSource } from '../../src/pipeline/twitter/twitterSource.ts';
import { aTimerRun } from '../support/aTimerRun.ts';
import { MemoryLedger, MemoryPollState } from '../support/twitter/memoryPollState.ts';
import { Crash, crashing, type Outside } from './crashing.ts';
import { ModelHub } from './modelHub.ts';
import { ReportedGaps } from './reportedGaps.ts';
import type { Scenario } from './scenario.ts';
import { slowed } from './slowness.ts';
import type { Trial } from './trial.ts';

/** Changes what the source remembers, or what it sees of the time: so a mutation is made without touching it. */
export interface Mutation {
  readonly states?: (states: PollStateStore) => PollStateStore;
  readonly ledger?: () => LedgerStore;
  readonly clock?: (outside: Outside, now: () => number) => Outside & { readonly now: () => number };
}

/** The real source in the world of a trial, with a hub and a storage in memory. */
export interface SourceInTrial {
  readonly hub: ModelHub;
  readonly gaps: ReportedGaps;
  crashes(): number;
  /** One timer run, in a process that dies at the given moment; Infinity for one that lives. */
  run(crashMoment: number, maxPostsPerDay: number): Promise<void>;
  /** Whether the last run has read all that X shows. */
  isUpToDate(): boolean;
}

/** The source asks for nothing older than 7 days less a quarter of an hour, by a clock that may be minutes fast. */
const reachMarginMs = 20 * 60_000;

const query = '#Azure lang:en -is:retweet';

export function sourceInTrial(scenario: Scenario, trial: Trial, mutation: Mutation): SourceInTrial {
  const random = seededRandom(scenario.seed + 1);
  const ours = () => trial.nowMs() - scenario.xAheadMs;
  const memory = new MemoryPollState(ours);
  const hub = new ModelHub();
  const gaps = new ReportedGaps(() => idAt(trial.nowMs() - reachMs + reachMarginMs));
  const atOnce: Outside = {
    search: trial.x.search,
    states: mutation.states?.(memory) ?? memory,
    ledger: mutation.ledger?.() ?? new MemoryLedger(),
    publisher: hub,
  };
  const slow = slowed(atOnce, scenario, trial);
  const { now, ...outside } = mutation.clock?.(slow, ours) ?? { ...slow, now: ours };
  let [marks, crashes] = [0, 0];
  const settings = {
    query,
    maxPagesPerRun: scenario.maxPagesPerRun,
    firstRunMinutes: 15,
    horizonMs: 60_000,
    settingsMark: '',
  };
  const always = {
    now,
    random,
    wait: async (ms: number) => trial.pass(ms),
    newMark: () => String(marks++),
    limits: { requestTimeoutMs: 15_000, readingMs: 20_000 },
  };

  const run = async (crashMoment: number, maxPostsPerDay: number) => {
    const { hasDied, publisher, ...doomed } = crashing(outside, crashMoment);
    const source = twitterSource({ ...always, ...doomed, settings: { ...settings, maxPostsPerDay } });
    const parts = { source, publisher, randomHex: () => '', now: () => new Date(now()), log: gaps };
    await publishTweets(aTimerRun(), parts).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    if (!hasDied()) return;
    crashes += 1;
    hub.crashed();
  };
  const isUpToDate = () => parsePollState(memory.text ?? '', query, 'memory').upToDateMs === now();
  return { hub, gaps, crashes: () => crashes, run, isUpToDate };
}
