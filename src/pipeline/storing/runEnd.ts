/** Until when a run may ask something of its stores. */
export interface RunEnd {
  /** From here on no new request starts. Its reason is the error that the run then ends with. */
  readonly noNewRequests: AbortSignal;
  /** From here on a request in flight is given up; never before the other. */
  readonly noRequests: AbortSignal;
}

/** A run that was not allowed to come to its end. Everything it had to do is to be done again. */
export class RunEndedError extends Error {
  /** `stopping`: the app ends. `run-too-long`: the run had to leave off before the host would end it. */
  readonly code: 'stopping' | 'run-too-long';
  override readonly name = 'RunEndedError';

  constructor(code: RunEndedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const never = new AbortController().signal;
/** For a run that nobody ends. */
export const unending: RunEnd = { noNewRequests: never, noRequests: never };
