import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { StorageError } from '../storageError.ts';
import { systemCode } from './systemCode.ts';

/**
 * Takes a folder for this process alone; the returned function lets go of it. The lock is one that the system's kernel
 * holds for a living process and for no longer: no killed process, no restart of the machine and no process id that is
 * given out again can leave it behind, as a file with a process id in it can.
 * @throws StorageError naming the process that has the folder
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const release = await takeLock(folder);
  if (!release) throw await inUse(folder);
  const owner = join(folder, '_owner');
  // Only told to others; what counts is the lock.
  await writeFile(owner, `${process.pid}\n`).catch(() => undefined);
  return async () => {
    await rm(owner, { force: true }).catch(() => undefined);
    await release();
  };
}

async function takeLock(folder: string): Promise<(() => Promise<void>) | undefined> {
  switch (process.platform) {
    case 'linux':
      return await listenOn(`\0tributary-event-hubs-${await nameOf(folder)}`);
    case 'win32':
      return await listenOn(`\\\\.\\pipe\\tributary-event-hubs-${await nameOf(folder)}`);
    default:
      return await openExclusively(join(folder, 'lock'));
  }
}

/** The same for every path that leads to the folder. */
async function nameOf(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder, { bigint: true });
  return createHash('sha256').update(`${dev}/${ino}`).digest('hex').slice(0, 32);
}

/**
 * A local socket has one listener and ends with its process. On Linux it is in the abstract namespace, so without a file
 * (Node 20.8 and later, nodejs.org/api/net.html, "IPC support").
 */
async function listenOn(path: string): Promise<(() => Promise<void>) | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  try {
    // Not shared by a cluster's primary process.
    await once(server.listen({ path, exclusive: true }), 'listening');
  } catch (error) {
    if (systemCode(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** O_EXLOCK of macOS and the BSDs (open(2)): the lock of flock(2), taken while opening. */
const exclusiveLock = 0x20;

async function openExclusively(path: string): Promise<(() => Promise<void>) | undefined> {
  const { O_RDWR, O_CREAT, O_NONBLOCK } = constants;
  let handle: FileHandle;
  try {
    handle = await open(path, O_RDWR | O_CREAT | O_NONBLOCK | exclusiveLock);
  } catch (error) {
    if (systemCode(error) === 'EAGAIN') return undefined;
    throw error;
  }
  return () => handle.close();
}

async function inUse(folder: string): Promise<StorageError> {
  const owner = await readFile(join(folder, '_owner'), 'utf8').catch(() => '');
  const who = /^\d+\n$/.test(owner) ? `process ${owner.trim()}` : 'another process';
  return new StorageError(
    'folder-in-use',
    `The data folder ${folder} is used by ${who}. Stop that one first, or choose another folder.`,
  );
}
