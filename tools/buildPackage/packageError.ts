/** The package cannot be made from what is here; the message says what to do. */
export class PackageError extends Error {
  readonly code = 'package';
  override readonly name = 'PackageError';
}
