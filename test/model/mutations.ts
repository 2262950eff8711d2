import type { HeldState, LedgerStore, PollStateStore } from '../../src/pipeline/twitter/pollStateStore.ts';

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
