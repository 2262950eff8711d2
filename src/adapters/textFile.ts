import { readFile, stat } from 'node:fs/promises';

/** Far more than anybody writes by hand; a log file given by mistake is not read whole. */
const largestFileBytes = 16 * 1024 * 1024;

/** A file of texts that cannot be used. */
export class TextFileError extends Error {
  readonly code = 'texts-file';
  override readonly name = 'TextFileError';
}

/** The lines of a UTF-8 file, read at every call, so that what a person adds to it is sent too. */
export function textFileLines(path: string): () => Promise<readonly string[]> {
  return async () => (await readText(path)).replace(/^\uFEFF/, '').split(/\r?\n/);
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= largestFileBytes) return await readFile(path, 'utf8');
  } catch (cause) {
    throw new TextFileError(`${path} cannot be read. Mend the setting TEST_TWEETS_FILE, or unset it.`, { cause });
  }
  throw new TextFileError(`${path} is larger than ${largestFileBytes} bytes. Give TEST_TWEETS_FILE a smaller file.`);
}
