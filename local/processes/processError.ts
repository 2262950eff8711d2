/** A process of the local environment that did not start, did not answer or ended by itself. */
export class ProcessError extends Error {
  readonly code = 'local-process';
  override readonly name = 'ProcessError';
}
