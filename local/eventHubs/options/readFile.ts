import { readFileSync, statSync } from 'node:fs';
import { errorCode } from './errorCode.ts';
import { refuse } from './refuse.ts';
import { shown } from './shown.ts';

/** Far more than any of these files has; a path that was mixed up shall not fill the memory. */
const mostBytes = 1024 * 1024;

/**
 * The bytes of a file that an option names.
 * @throws EventHubsOptionsError when it cannot be read
 */
export function readFile(option: string, path: string): Buffer {
  try {
    if (statSync(path).size <= mostBytes) return readFileSync(path);
  } catch (error) {
    refuse(`Option ${option} names ${shown(path)}, which cannot be read (${errorCode(error)}). Check the path.`);
  }
  refuse(`Option ${option} names ${shown(path)}, which is larger than ${mostBytes} bytes. Check the path.`);
}
