import { constants, writevSync } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SegmentFile, SegmentFiles } from './segmentFiles.ts';

/**
 * So much is copied to the system's cache within 20 µs; a thread of Node's pool takes longer to wake up, and milliseconds
 * where others want the processor too.
 */
const mostWrittenAtOnce = 64 * 1024;

/** The file system of this machine. */
export const nodeSegmentFiles: SegmentFiles = {
  create: async (path) => new NodeSegmentFile(await openEmpty(path)),
  open: async (path) => new NodeSegmentFile(await open(path, 'r+')),
  openToRead: async (path) => new NodeSegmentFile(await open(path, 'r')),
  remove: (path) => rm(path, { force: true, maxRetries: 3 }),
  list: async (folder) => {
    const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
    return Promise.all(names.map(async ({ name }) => ({ name, length: (await stat(join(folder, name))).size })));
  },
  syncFolder: async (folder) => {
    // Windows knows no such thing: a folder cannot be opened there, and its entries are journaled.
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  },
};

/** No flag of open(2) says "only when it is empty". The folder has one owner, so nobody fills the file in between. */
async function openEmpty(path: string): Promise<FileHandle> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT);
  try {
    const { size } = await handle.stat();
    if (size > 0) throw Object.assign(new Error(`${path} holds ${size} bytes already.`), { code: 'EEXIST' });
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

class NodeSegmentFile implements SegmentFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(buffers: readonly Buffer[], position: number): Promise<void> {
    let rest = [...buffers];
    let at = position;
    while (rest.length > 0) {
      const bytesWritten = await this.#writeSome(rest, at);
      if (bytesWritten === 0) throw new Error('The system writes no further and does not say why.');
      at += bytesWritten;
      rest = after(rest, bytesWritten);
    }
  }

  #writeSome(buffers: readonly Buffer[], position: number): number | Promise<number> {
    const length = buffers.reduce((sum, buffer) => sum + buffer.length, 0);
    if (length <= mostWrittenAtOnce) return writevSync(this.#handle.fd, buffers, position);
    return this.#handle.writev([...buffers], position).then(({ bytesWritten }) => bytesWritten);
  }

  async read(into: Buffer, position: number): Promise<number> {
    let filled = 0;
    while (filled < into.length) {
      const { bytesRead } = await this.#handle.read(into, filled, into.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  cut(length: number): Promise<void> {
    return this.#handle.truncate(length);
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** What is left of the buffers behind their first `length` bytes; a full disk may take only some. */
function after(buffers: readonly Buffer[], length: number): Buffer[] {
  let skip = length;
  return buffers.flatMap((buffer) => {
    const left = buffer.subarray(Math.min(skip, buffer.length));
    skip -= buffer.length - left.length;
    return left.length > 0 ? [left] : [];
  });
}
