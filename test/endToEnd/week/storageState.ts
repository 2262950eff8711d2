import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TableClient } from '@azure/data-tables';
import type { ContainerClient } from '@azure/storage-blob';
import type { RunningStorage } from '../../../local/storage/startStorage.ts';

/** What a storage process holds, and what it takes. */
export interface StorageState {
  readonly rows: number;
  readonly letters: number;
  readonly filesMib: number;
  readonly memoryMib: number;
}

export async function storageState(
  storage: RunningStorage,
  location: string,
  { table, container }: { readonly table: TableClient; readonly container: ContainerClient },
): Promise<StorageState> {
  let rows = 0;
  for await (const page of table.listEntities({ queryOptions: { select: ['rowKey'] } }).byPage({ maxPageSize: 1_000 }))
    rows += page.length;
  const letters = await countBlobs(container);
  return { rows, letters, filesMib: mib(bytesBelow(location)), memoryMib: mib(memoryBytes(storage.process.child.pid)) };
}

async function countBlobs(container: ContainerClient): Promise<number> {
  let blobs = 0;
  for await (const { segment } of container.listBlobsFlat().byPage()) blobs += segment.blobItems.length;
  return blobs;
}

function bytesBelow(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.reduce((sum, entry) => (entry.isFile() ? sum + sizeOf(join(entry.parentPath, entry.name)) : sum), 0);
}

/** 0 for what was there a moment ago. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** POSIX. */
function memoryBytes(pid: number | undefined): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

function mib(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
