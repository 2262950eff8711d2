import { type Random, seededRandom } from '../../src/pipeline/testTweets/random.ts';
import type { Outside } from './crashing.ts';
import type { Scenario } from './scenario.ts';
import type { Trial } from './trial.ts';

/** How long things take, until the calm. */
export interface Slowness {
  /** A request at most, before and after X has counted what it sends. The client ends it after 16 s. */
  readonly requestMs: number;
  /** Each save of the count of posts. */
  readonly ledgerMs: number;
}

export const prompt: Slowness = { requestMs: 0, ledgerMs: 0 };
export const slow: Slowness = { requestMs: 15_000, ledgerMs: 4_000 };

/** The outside of a source, where requests and the count of posts take time by the clock of the trial. */
export function slowed<T extends Pick<Outside, 'search' | 'ledger'>>(outside: T, scenario: Scenario, trial: Trial): T {
  const { requestMs, ledgerMs } = scenario.slowness;
  const random: Random = seededRandom(scenario.seed + 5);
  const pass = (ms: number) => {
    if (!trial.isCalm()) trial.pass(ms);
  };
  const { search, ledger } = outside;
  return {
    ...outside,
    search: {
      page: async (request) => {
        const takesMs = random() * requestMs;
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
        const text = await ledger.change(edit);
        pass(ledgerMs);
        return text;
      },
    },
  };
}
