/** Storage could not be reached or used. Everything may be written again; the cause is the SDK's error. */
export class StorageError extends Error {
  /** `storage-unavailable`: it may pass by itself. `storage-set-up`: a person has to mend access or names. */
  readonly code: 'storage-unavailable' | 'storage-set-up';
  override readonly name = 'StorageError';

  constructor(code: StorageError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
