import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the lines of one part of the pipeline; `close` resolves when they are on disk, and is safe to call twice. */
export function logFile(folder: string, name: string) {
  mkdirSync(folder, { recursive: true });
  const stream = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  // A full disk must not end the run: what counts is not in here.
  stream.on('error', () => undefined);
  let closed: Promise<void> | undefined;
  return {
    write: (line: string) => void stream.write(`${line}\n`),
    close: () => {
      closed ??= new Promise((resolve) => stream.end(() => resolve()));
      return closed;
    },
  };
}
