import { readFile, stat } from 'node:fs/promises';

/** Far more than anybody writes by hand; a log file given by mistake is not read whole. */
const largestFileBytes = 16 * 1024 * 1024;

/** A file of texts that cannot be used. */
export class TextFileError extends Error {
  readonly code = 'texts-file';
  override readonly name = 'TextFileError';
}

/**
 * The lines of a UTF-8 file, read at every call, so that what a person adds to it is sent too. Rejects with
 * TextFileError; also for bytes that are not UTF-8, since a text with U+FFFD in it is not what the person wrote.
 */
export function textFileLines(path: string): () => Promise<readonly string[]> {
  return async () => decodeText(path, await readBytes(path)).split(/\r?\n/);
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size <= largestFileBytes) return await readFile(path);
  } catch (cause) {
    throw new TextFileError(`${path} cannot be read. Mend the setting TEST_TWEETS_FILE, or unset it.`, { cause });
  }
  throw new TextFileError(`${path} is larger than ${largestFileBytes} bytes. Give TEST_TWEETS_FILE a smaller file.`);
}

/** Without the byte order mark, if there is one. */
function decodeText(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const fact = isUtf16(bytes) ? `${path} is UTF-16` : `${path}, line ${firstWrongLine(bytes)}, is not UTF-8`;
    throw new TextFileError(`${fact}. Save the file as UTF-8.`, { cause });
  }
}

function isUtf16(bytes: Buffer): boolean {
  return ['fffe', 'feff'].includes(bytes.toString('hex', 0, 2));
}

/** Decoding puts U+FFFD where the bytes stop being UTF-8: up to the first of them, bytes and text agree. */
function firstWrongLine(bytes: Buffer): number {
  const decoded = Buffer.from(bytes.toString('utf8'));
  const wrong = bytes.findIndex((byte, index) => byte !== decoded[index]);
  return bytes.subarray(0, wrong).toString().split('\n').length;
}
