/**
 * The `code` of a system error or of one of our own, such as `ENOENT`; undefined for anything else. By shape and not by
 * `instanceof`, which an error from another realm does not pass.
 */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
