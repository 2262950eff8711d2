import { errorCode } from '../errors/errorCode.ts';
/**
 * Ends a command: one message on standard error and exit code 1. An error that carries a `code` is one a person can
 * mend, so its message is enough; anything else is a fault of ours and keeps its stack for the report.
 */
export function fail(error: unknown): void {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return `Unexpected failure: ${String(error)}`;
  if (errorCode(error) !== undefined) return error.message;
  return `Unexpected failure: ${error.stack ?? error.message}`;
}
