export type ViewErrorCode =
  | 'bad-settings'
  | 'hub-unreachable'
  | 'hub-not-found'
  | 'group-not-found'
  | 'partition-not-found'
  | 'position-not-found'
  | 'unauthorized'
  | 'too-many-readers'
  | 'reader-refused';

/** Why events cannot be shown. The message gives the fact, the value and the way out, and never a key. */
export class ViewError extends Error {
  override readonly name = 'ViewError';

  readonly code: ViewErrorCode;

  constructor(code: ViewErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
