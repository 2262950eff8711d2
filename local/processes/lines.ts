import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Calls back with each line of a stream, without its line end, until the stream ends. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}
