import type { TweetPublisher } from '../../src/pipeline/publishTweets.ts';
import type { HeldState, LedgerStore, PollStateStore } from '../../src/pipeline/twitter/pollStateStore.ts';
import type { RecentSearch } from '../../src/pipeline/twitter/recentSearch.ts';

/** The process is gone. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export interface Outside {
  readonly search: RecentSearch;
  readonly states: PollStateStore;
  readonly ledger: LedgerStore;
  readonly publisher: TweetPublisher;
}

/**
 * The outside of a process that dies at the given moment, counted from 0: before or after each request, each save and
 * each publishing. From then on it does nothing more, not even let go of its lease.
 */
export function crashing(outside: Outside, moment: number): Outside & { readonly hasDied: () => boolean } {
  let moments = 0;
  const live = (): void => {
    if (moments > moment) throw new Crash('The process is gone.');
    moments += 1;
    if (moments > moment) throw new Crash('The process dies.');
  };
  const around = async <T>(act: () => Promise<T>): Promise<T> => {
    live();
    const result = await act();
    live();
    return result;
  };
  const hold = (held: HeldState): HeldState => ({
    text: held.text,
    isHeld: held.isHeld,
    save: (text) => around(() => held.save(text)),
    close: async () => {
      if (moments <= moment) await held.close();
    },
  });
  return {
    search: { page: (request) => around(() => outside.search.page(request)) },
    states: {
      place: 'memory',
      look: outside.states.look,
      open: async (first) => {
        const held = await around(() => outside.states.open(first));
        return held && hold(held);
      },
    },
    ledger: { place: 'memory', look: outside.ledger.look, change: (edit) => around(() => outside.ledger.change(edit)) },
    publisher: {
      publish: (events) => around(() => outside.publisher.publish(events)),
      reach: () => outside.publisher.reach(),
    },
    hasDied: () => moments > moment,
  };
}
