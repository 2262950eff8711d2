import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../errors/errorCode.ts';
import { localFolder } from '../running/running.ts';

/** What is needed of a partition: see PartitionState of the emulator, from which it comes. */
export interface Partition {
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

/** Notes at a clean stop how many events the hub, which keeps them in memory, takes with it. */
export function noteUnread(root: string, unread: number): void {
  writeFileSync(`${file(root)}.next`, `${JSON.stringify({ unread })}\n`);
  renameSync(`${file(root)}.next`, file(root));
}

/** What the last run left unread: a number, `unknown` when it was killed, undefined when there was none. */
export function readUnread(root: string, hadData: boolean): number | 'unknown' | undefined {
  try {
    const noted: unknown = JSON.parse(readFileSync(file(root), 'utf8'));
    const unread = typeof noted === 'object' && noted !== null ? Reflect.get(noted, 'unread') : undefined;
    return typeof unread === 'number' ? unread : 'unknown';
  } catch (error) {
    return errorCode(error) === 'ENOENT' && !hadData ? undefined : 'unknown';
  }
}

/** Once events may flow the note is history: should this run be killed, the next one must not repeat it. */
export function forgetUnread(root: string): void {
  rmSync(file(root), { force: true });
}

export function sayUnread(unread: number | 'unknown'): string {
  const left =
    unread === 'unknown'
      ? 'how many events the last run left unread is not known'
      : `the last run left ${unread} events unread`;
  return `The hub keeps events in memory, so it starts empty, and checkpoints with it; ${left}.`;
}

/** Reads the hub process's answer to `partitions`. */
export function parsePartitions(answer: unknown): Partition[] {
  if (!Array.isArray(answer)) throw new TypeError('The hub did not tell its partitions.');
  return answer.map((each: Record<string, unknown>) => ({
    hub: String(each.hub),
    partition: String(each.partition),
    beginSequenceNumber: Number(each.beginSequenceNumber),
    lastSequenceNumber: Number(each.lastSequenceNumber),
  }));
}
