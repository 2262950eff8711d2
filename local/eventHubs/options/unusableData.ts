import { EventHubsOptionsError } from '../options.ts';
import { errorCode } from './errorCode.ts';
import { shown } from './shown.ts';

/**
 * What to throw for an error that came up while the data folder was opened: in place of the system's own (EACCES, ENOTDIR
 * and the like), one that names the option and the way out; any other as it is.
 */
export function unusableData(error: unknown, data: string): unknown {
  const code = errorCode(error);
  // Node's own codes begin with an E, too: ERR_INVALID_ARG_VALUE for a path with a zero byte.
  if (code === undefined || !/^E[A-Z]/.test(code)) return error;
  return new EventHubsOptionsError(
    `Option data is ${shown(data)}, which cannot be used (${code}). ${place(error)} another folder, or keep events in memory (--no-data; from code, leave data out).`,
    { cause: error },
  );
}

/** The system tells which part of the folder it was. */
function place(error: unknown): string {
  const isTold = typeof error === 'object' && error !== null && 'path' in error && typeof error.path === 'string';
  return isTold ? `Check ${shown(error.path)}, choose` : 'Choose';
}
