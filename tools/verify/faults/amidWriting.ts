import type { Injection } from './fault.ts';
import { durationMs, pause } from './pause.ts';
import type { StorageProxy } from './storageProxy.ts';

/** A batch takes so long at least: from its first request on some of its rows are written, and some are not. */
const longestIntoBatchMs = 60;

/** Resolves when a host is in the middle of writing a batch, as far as one can see; with false when none was for so long. */
export async function amidWriting(
  storage: StorageProxy,
  { random, signal }: Injection,
  withinMs: number,
): Promise<boolean> {
  if (!(await storage.nextRequest(withinMs))) return false;
  await pause(durationMs(random, 0, longestIntoBatchMs), signal);
  return true;
}
