/** A query that X refuses. The message is X's, without what X says before it. */
export class QueryError extends Error {
  readonly code = 'invalid-query';
  override readonly name = 'QueryError';
}

/** `position` counts characters of the query from 0; X counts them from 1. */
export function queryError(message: string, position: number): QueryError {
  return new QueryError(`${message} (at position ${position + 1})`);
}
