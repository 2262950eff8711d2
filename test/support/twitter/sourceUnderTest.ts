import { publishTweets } from '../../../src/pipeline/publishTweets.ts';
import { tweetIdAt } from '../../../src/pipeline/tweetId.ts';
import { parseLedger, postsOn } from '../../../src/pipeline/twitter/ledger.ts';
import { parsePollState } from '../../../src/pipeline/twitter/parsePollState.ts';
import type { TwitterSettings } from '../../../src/pipeline/twitter/readRun.ts';
import { twitterSource } from '../../../src/pipeline/twitter/twitterSource.ts';
import { aTimerRun } from '../aTimerRun.ts';
import { MemoryLog } from '../memoryLog.ts';
import { MemoryPublisher } from '../memoryPublisher.ts';
import { type FakePost, FakeSearch } from './fakeSearch.ts';
import { MemoryLedger, MemoryPollState } from './memoryPollState.ts';

/** Noon, far from both midnights. */
export const noon = Date.UTC(2026, 10, 20, 12);
const minute = 60_000;

/** The real source between a hub, an X and a storage in memory, with a clock that the test sets. */
export function sourceUnderTest(changes: Partial<TwitterSettings> = {}) {
  const clock = { nowMs: noon };
  const search = new FakeSearch();
  const publisher = new MemoryPublisher();
  const states = new MemoryPollState(() => clock.nowMs);
  const ledger = new MemoryLedger();
  const settings = { ...defaults, ...changes };
  const waits: number[] = [];
  let marks = 0;
  const options = {
    search,
    states,
    ledger,
    settings,
    limits: { requestTimeoutMs: 15_000, readingMs: 20_000 },
    now: () => clock.nowMs,
    wait: async (ms: number) => {
      waits.push(ms);
      clock.nowMs += ms;
    },
    random: () => 0.5,
    newMark: () => String(marks++),
  };
  const source = twitterSource(options);
  const logs: MemoryLog[] = [];
  const run = async () => {
    const log = new MemoryLog();
    logs.push(log);
    const randomHex = (bytes: number) => '1'.repeat(2 * bytes);
    await publishTweets(aTimerRun(), { source, publisher, randomHex, now: () => new Date(clock.nowMs), log });
    return log;
  };
  return {
    clock,
    search,
    publisher,
    states,
    ledger,
    waits,
    options,
    run,
    /** The next tick: a minute later. */
    tick: async (minutes = 1) => {
      clock.nowMs += minutes * minute;
      return run();
    },
    published: () => publisher.events.map(({ body }): string => JSON.parse(Buffer.from(body).toString()).id),
    state: () => parsePollState(states.text ?? '', settings.query, 'memory'),
    /** Of all runs, broken ones too. */
    gapLines: () => logs.flatMap(({ errors }) => errors.filter((line) => line.startsWith('Gap: '))),
    counted: (day = '2026-11-20') => postsOn(parseLedger(ledger.text, 'memory'), day),
  };
}

const defaults: TwitterSettings = {
  query: '#Azure lang:en -is:retweet',
  maxPostsPerDay: 100_000,
  maxPagesPerRun: 10,
  firstRunMinutes: 15,
  horizonMs: 60_000,
  settingsMark: 'mark',
};

/** A post that was made at a time; `counter` tells those of one millisecond apart. */
export function postAt(timeMs: number, counter = 0): FakePost {
  const created_at = new Date(timeMs).toISOString();
  return { id: tweetIdAt(timeMs, counter), text: `Post ${counter} of ${created_at}`, created_at };
}

/** So many posts, one each `everyMs`, the last one at `endMs`. */
export function postsUntil(endMs: number, count: number, everyMs = 1000): FakePost[] {
  return Array.from({ length: count }, (_, index) => postAt(endMs - (count - 1 - index) * everyMs));
}
