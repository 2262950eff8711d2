/** Where the source keeps between runs what it knows of its query. */
export interface PollStateStore {
  /** For people who have to look at it: `blob x/query-1f.json of container twitter-state`. */
  readonly place: string;
  /**
   * Takes hold of the state for one run; saves `first()` when there is none yet. Undefined while another run holds it.
   * A run that ends without `close`, say with its process, holds it for 60 s more.
   */
  open(first: () => string): Promise<HeldState | undefined>;
  /** The state as it is, for looking at; undefined when there is none. */
  look(): Promise<string | undefined>;
}

/** The state while a run holds it. */
export interface HeldState {
  readonly text: string;
  /** False once the hold was lost, as far as this process can tell. */
  isHeld(): boolean;
  /** Resolves once saved. Rejects with PollError `state-taken` when another run has saved or taken the state since. */
  save(text: string): Promise<void>;
  /** Lets go of the state. Safe to call twice; never rejects, since the hold ends by itself. */
  close(): Promise<void>;
}

/** Where the count of posts read is kept, one for all queries, since they are paid for together. */
export interface LedgerStore {
  readonly place: string;
  /**
   * Saves what `edit` makes of the saved text, and resolves with it. Whole or not at all: if others save in between,
   * `edit` is asked again with their text. Two edits of the same text must never give the same text.
   */
  change(edit: (saved: string | undefined) => string): Promise<string>;
  look(): Promise<string | undefined>;
}
