import type { HeldState, LedgerStore, PollStateStore } from '../../src/pipeline/twitter/pollStateStore.ts';
import type { Outside } from './crashing.ts';

/** Forgets what was sent below the cursor, where a hole may be: the mistake that the rule of `sent` is there against. */
export function prunedAtCursor(states: PollStateStore): PollStateStore {
  const spoiled = (held: HeldState): HeldState => ({
    ...held,
    save: (text) => held.save(withoutSentBelowCursor(text)),
  });
  return {
    place: states.place,
    look: () => states.look(),
    open: async (first) => {
      const held = await states.open(first);
      return held && spoiled(held);
    },
  };
}

function withoutSentBelowCursor(text: string): string {
  const state: { cursor: string; sent: string[] } = JSON.parse(text);
  return JSON.stringify({ ...state, sent: state.sent.filter((id) => BigInt(id) > BigInt(state.cursor)) });
}

/** Counts in the memory of a process alone: every start of a run begins at nothing. */
export function forgetful(): LedgerStore {
  return { place: 'memory', change: async (edit) => edit(undefined), look: async () => undefined };
}

/** The clock as it was when the count was last saved: midnight that comes while it is saved goes unseen, until X is asked. */
export function clockOfLastSave({ search, states, ledger, publisher }: Outside, now: () => number): Outside & Clock {
  let seenMs: number | undefined;
  return {
    publisher,
    now: () => seenMs ?? now(),
    ledger: {
      ...ledger,
      change: (edit) => {
        seenMs = now();
        return ledger.change(edit);
      },
    },
    search: {
      page: (request) => {
        seenMs = undefined;
        return search.page(request);
      },
    },
    states: {
      ...states,
      open: (first) => {
        seenMs = undefined;
        return states.open(first);
      },
    },
  };
}

interface Clock {
  readonly now: () => number;
}
