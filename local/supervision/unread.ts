import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '../running/running.ts';
import { readCheckpoints } from '../storage/checkpoints.ts';

/** What is needed of a partition: see PartitionState of the emulator, from which it comes. */
interface Partition {
  readonly hub: string;
  readonly partition: string;
  readonly beginSequenceNumber: number;
  readonly lastSequenceNumber: number;
}

/** How many events a consumer group has not finished: those after its checkpoint, or all that the hub still has. */
export function countUnread(partitions: readonly Partition[], checkpoints: ReadonlyMap<string, number>): number {
  return partitions
    .map(({ partition, beginSequenceNumber, lastSequenceNumber }) => {
      const finished = checkpoints.get(partition) ?? beginSequenceNumber - 1;
      return Math.max(0, lastSequenceNumber - Math.max(finished, beginSequenceNumber - 1));
    })
    .reduce((sum, each) => sum + each, 0);
}

const file = (root: string): string => join(localFolder(root), 'last-stop.json');

/** Notes at a clean stop what the hub, which keeps events in memory, takes with it. */
export async function noteUnread(
  root: string,
  answer: unknown,
  { storage, hub, consumerGroup }: { readonly storage: string; readonly hub: string; readonly consumerGroup: string },
): Promise<number> {
  const partitions = parsePartitions(answer).filter((each) => each.hub === hub);
  const unread = countUnread(partitions, await readCheckpoints(storage, hub, consumerGroup));
  writeFileSync(file(root), `${JSON.stringify({ unread })}\n`);
  return unread;
}

/**
 * Says what the last run left unread, once: a number, `unknown` when it was killed, or undefined when there was none.
 * Forgets it, so that the next start after a kill does not repeat it.
 */
export function takeUnread(root: string, hadData: boolean): number | 'unknown' | undefined {
  if (!existsSync(file(root))) return hadData ? 'unknown' : undefined;
  const noted: unknown = JSON.parse(readFileSync(file(root), 'utf8'));
  rmSync(file(root));
  const unread = typeof noted === 'object' && noted !== null ? Reflect.get(noted, 'unread') : undefined;
  return typeof unread === 'number' ? unread : 'unknown';
}

export function sayUnread(unread: number | 'unknown'): string {
  const left =
    unread === 'unknown'
      ? 'how many events the last run left unread is not known'
      : `the last run left ${unread} events unread`;
  return `The hub keeps events in memory, so it starts empty, and checkpoints with it; ${left}.`;
}

function parsePartitions(answer: unknown): Partition[] {
  if (!Array.isArray(answer)) throw new TypeError('The hub did not tell its partitions.');
  return answer.map((each: Record<string, unknown>) => ({
    hub: String(each.hub),
    partition: String(each.partition),
    beginSequenceNumber: Number(each.beginSequenceNumber),
    lastSequenceNumber: Number(each.lastSequenceNumber),
  }));
}
