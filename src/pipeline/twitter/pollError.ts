/** The source cannot go on with what it has saved. */
export class PollError extends Error {
  /** `state-unreadable`: a person has to look at it. `state-taken`: another run is ahead; this one stops. */
  readonly code: 'state-unreadable' | 'state-taken';
  override readonly name = 'PollError';

  constructor(code: PollError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** `fact` says what is wrong. Starting over would read, and pay for, everything again; so a person decides. */
export function unreadable(what: string, fact: string): PollError {
  const way = 'Mend it, or delete it to start over, which reads and pays for posts again.';
  return new PollError('state-unreadable', `The saved ${what} cannot be used: ${fact} ${way}`);
}
