/** The `code` of a system error, such as `ENOSPC`; by shape, since errors may come from another realm. */
export function systemCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
