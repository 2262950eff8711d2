import { statfs } from 'node:fs/promises';
import { type BenchOptions, bodyBytes } from './benchOptions.ts';

const bytesOfMib = 1024 * 1024;
/** Beside its body, an event has sections and a record around it; nothing else may fill the disk to the last byte. */
const roomPerEvent = bodyBytes + 256;
const spareBytes = 256 * bytesOfMib;

export class NoSpaceError extends Error {
  readonly code = 'no-space';
}

/** @throws NoSpaceError when the disk of the folder cannot hold the run's events */
export async function checkSpace({ events, folder }: Pick<BenchOptions, 'events' | 'folder'>): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = events * roomPerEvent + spareBytes;
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new NoSpaceError(
    `The run stores ${mib(needed)} MiB, and ${folder} has ${mib(free)} MiB free. ` +
      'Free some, name another folder with --folder, or store fewer events with --events.',
  );
}

function mib(bytes: number): string {
  return Math.ceil(bytes / bytesOfMib).toLocaleString('en-GB');
}
