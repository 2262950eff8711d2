/**
 * Why a program that talks to Azure could not do what was asked. `missing`, `too-old` and `not-logged-in` are mended on
 * this machine; `forbidden` by a role; `not-found` says that Azure has no such thing; `failed` is anything else.
 */
export type AzureErrorCode =
  | 'missing'
  | 'too-old'
  | 'not-logged-in'
  | 'forbidden'
  | 'not-found'
  | 'timed-out'
  | 'interrupted'
  | 'unexpected-answer'
  | 'failed';

/** An answer of Azure, or of the program that asked it, that a person can act on. */
export class AzureError extends Error {
  readonly code: AzureErrorCode;
  override readonly name = 'AzureError';

  constructor(code: AzureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
