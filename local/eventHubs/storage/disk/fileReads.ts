import { StorageError } from '../storageError.ts';
import type { SegmentFile, SegmentFiles } from './segmentFiles.ts';
import { systemCode } from './systemCode.ts';

/**
 * Reads of one file. It is opened for each of them and closed again, since a thousand segments must not hold a thousand
 * files open; and nobody deletes it before the last one is through.
 */
export class FileReads {
  readonly #files: SegmentFiles;
  readonly #path: string;
  readonly #label: string;
  readonly #underway = new Set<Promise<unknown>>();

  constructor(files: SegmentFiles, path: string, label: string) {
    this.#files = files;
    this.#path = path;
    this.#label = label;
  }

  /** @throws StorageError when the file cannot be opened or read */
  async read<Result>(read: (file: SegmentFile) => Promise<Result>): Promise<Result> {
    const reading = this.#openAndRead(read);
    this.#underway.add(reading);
    try {
      return await reading;
    } catch (cause) {
      const text = `The events in ${this.#label} cannot be read (${systemCode(cause)}). Try again.`;
      throw new StorageError('read-failed', text, { cause });
    } finally {
      this.#underway.delete(reading);
    }
  }

  /** Resolves when nobody reads. */
  async untilIdle(): Promise<void> {
    while (this.#underway.size > 0) await Promise.allSettled([...this.#underway]);
  }

  async #openAndRead<Result>(read: (file: SegmentFile) => Promise<Result>): Promise<Result> {
    const file = await this.#files.openToRead(this.#path);
    return await read(file).finally(() => file.close());
  }
}
