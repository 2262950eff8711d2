import { type Random, seededRandom } from '../../src/pipeline/testTweets/random.ts';
import type { Outside } from './crashing.ts';
import type { Scenario } from './scenario.ts';
import type { Trial } from './trial.ts';

const day = 86_400_000;

/** How long things take, until the calm. */
export interface Slowness {
  /** A request at most, before and after X has counted what it sends. The client ends it after 16 s. */
  readonly requestMs: number;
  /** Each save of the count of posts. */
  readonly ledgerMs: number;
  /** Only so long before midnight UTC, by X's clock; undefined: always. */
  readonly beforeMidnightMs?: number;
}

export const prompt: Slowness = { requestMs: 0, ledgerMs: 0 };
export const slow: Slowness = { requestMs: 15_000, ledgerMs: 4_000 };
/**
 * Longer to save than what the source leaves for a request and X's clock, so that midnight may come in between. Prompt
 * until then: a slow answer leaves X's clock so uncertain that the source counts on both days whatever comes.
 */
export const slowAtMidnight: Slowness = { requestMs: 15_000, ledgerMs: 19_000, beforeMidnightMs: 30_000 };

/** The outside of a source, where requests and the count of posts take time by the clock of the trial. */
export function slowed<T extends Pick<Outside, 'search' | 'ledger'>>(outside: T, scenario: Scenario, trial: Trial): T {
  const { requestMs, ledgerMs, beforeMidnightMs } = scenario.slowness;
  const random: Random = seededRandom(scenario.seed + 5);
  const isSlow = () => beforeMidnightMs === undefined || day - (trial.nowMs() % day) <= beforeMidnightMs;
  const pass = (ms: number) => {
    if (!trial.isCalm()) trial.pass(ms);
  };
  const { search, ledger } = outside;
  return {
    ...outside,
    search: {
      page: async (request) => {
        const takesMs = isSlow() ? random() * requestMs : 0;
        const beforeMs = random() * takesMs;
        pass(beforeMs);
        const answer = await search.page(request);
        pass(takesMs - beforeMs);
        return answer;
      },
    },
    ledger: {
      place: ledger.place,
      look: () => ledger.look(),
      change: async (edit) => {
        const takesMs = isSlow() ? ledgerMs : 0;
        const text = await ledger.change(edit);
        pass(takesMs);
        return text;
      },
    },
  };
}
