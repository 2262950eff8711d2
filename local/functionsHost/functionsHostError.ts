/**
 * What kept the host from starting, in the order in which a person meets it: the app folder, its host.json, its
 * settings, its function files, the storage account.
 */
export type FunctionsHostFault = 'app' | 'host-json' | 'setting' | 'function' | 'storage' | 'port';

/** A fault that a person can mend. The message gives the fact, the value and the way out; no secret is in it. */
export class FunctionsHostError extends Error {
  override readonly name = 'FunctionsHostError';
  readonly code: FunctionsHostFault;

  constructor(code: FunctionsHostFault, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/** The message of anything thrown; the texts of several failures joined, since an AggregateError has none of its own. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
