import { RestError } from '@azure/storage-blob';

/** The HTTP status of a refused storage request; undefined for anything else that was thrown. */
export function statusCode(error: unknown): number | undefined {
  return error instanceof RestError ? error.statusCode : undefined;
}
