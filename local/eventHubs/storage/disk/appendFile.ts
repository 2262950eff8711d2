import { dirname } from 'node:path';
import type { SegmentFile, SegmentFiles } from './segmentFiles.ts';

export interface AppendFileParts {
  readonly files: SegmentFiles;
  readonly path: string;
  /** Written when the file is made; undefined when the file is there. */
  readonly head: Buffer | undefined;
  /** Has every write reach the device before it counts. */
  readonly sync: boolean;
}

/** The end of a segment file: made and opened when the first write comes, clean again after one that failed. */
export class AppendFile {
  readonly #parts: AppendFileParts;
  #file: SegmentFile | undefined;
  #exists: boolean;
  /** Where the file should end, while a failed write may have left more. */
  #cutAt: number | undefined;

  constructor(parts: AppendFileParts) {
    this.#parts = parts;
    this.#exists = parts.head === undefined;
  }

  get exists(): boolean {
    return this.#exists;
  }

  /** Makes the file, if it is not there. */
  async make(): Promise<void> {
    if (!this.#exists) await this.#open();
  }

  /** Writes at `position`, where the file ends. @throws the system's error; the file then ends where it did before */
  async write(buffers: readonly Buffer[], position: number): Promise<void> {
    const file = this.#file ?? (await this.#open());
    await this.#cutBack(file);
    try {
      await file.write(buffers, position);
      if (this.#parts.sync) await file.sync();
    } catch (error) {
      this.#cutAt = position;
      // Should the cut fail too, it is made up for before the next write or the close.
      await this.#cutBack(file).catch(() => undefined);
      throw error;
    }
  }

  /** @throws the system's error when there is still more in the file than was accepted; it is closed all the same */
  async close(): Promise<void> {
    const file = this.#file ?? (this.#cutAt === undefined ? undefined : await this.#open());
    this.#file = undefined;
    if (file) await this.#cutBack(file).finally(() => file.close());
  }

  async #cutBack(file: SegmentFile): Promise<void> {
    if (this.#cutAt !== undefined) await file.cut(this.#cutAt);
    this.#cutAt = undefined;
  }

  async #open(): Promise<SegmentFile> {
    const { files, path } = this.#parts;
    this.#file = this.#exists ? await files.open(path) : await this.#create();
    return this.#file;
  }

  async #create(): Promise<SegmentFile> {
    const { files, path, head, sync } = this.#parts;
    const file = await files.create(path);
    try {
      await file.write(head ? [head] : [], 0);
      if (sync) await file.sync();
      if (sync) await files.syncFolder(dirname(path));
    } catch (error) {
      // What cannot be deleted is left empty, else the next attempt would find something in it.
      await file.cut(0).catch(() => undefined);
      await file.close();
      await files.remove(path).catch(() => undefined);
      throw error;
    }
    this.#exists = true;
    return file;
  }
}
