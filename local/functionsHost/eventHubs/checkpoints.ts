import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { isRecord } from '../isRecord.ts';
import { statusCode } from '../storage/statusCode.ts';
import { blobNames, type ConsumerPlace } from './blobNames.ts';

export interface Position {
  readonly offset: string;
  readonly sequenceNumber: number;
}

export interface StoredCheckpoint extends Position {
  readonly partition: string;
  /** Milliseconds since 1970. */
  readonly writtenAt: number;
}

/** How far each partition has been handed over: empty blobs with metadata `offset`, `sequencenumber`, `clientidentifier`. */
export class Checkpoints {
  readonly #container: ContainerClient;
  readonly #names: ReturnType<typeof blobNames>;
  readonly #clientIdentifier: string;

  constructor(container: ContainerClient, place: ConsumerPlace, clientIdentifier: string) {
    this.#container = container;
    this.#names = blobNames(place);
    this.#clientIdentifier = clientIdentifier;
  }

  /** Partitions that were never checkpointed, or whose blob holds no position, are absent. */
  async list(): Promise<readonly StoredCheckpoint[]> {
    const { root, checkpoints } = this.#names;
    const found = new Map<string, StoredCheckpoint>();
    for await (const item of this.#container.listBlobsFlat({ prefix: root, includeMetadata: true })) {
      const partition = item.name.slice(root.length);
      const stored = item.name.startsWith(checkpoints)
        ? fromMetadata(item, item.name.slice(checkpoints.length))
        : await this.#readLegacy(item, partition);
      // In a listing "0" comes before "checkpoint/0", so the blob of today replaces the legacy one.
      if (stored !== undefined) found.set(stored.partition, stored);
    }
    return [...found.values()];
  }

  async write(partition: string, { offset, sequenceNumber }: Position): Promise<void> {
    const blob = this.#container.getBlockBlobClient(`${this.#names.checkpoints}${partition}`);
    const metadata = { offset, sequencenumber: String(sequenceNumber), clientidentifier: this.#clientIdentifier };
    try {
      await blob.setMetadata(metadata);
    } catch (error) {
      if (statusCode(error) !== 404) throw error;
      await blob.upload('', 0, { metadata });
    }
  }

  /** What extensions before 5 wrote: JSON in a blob named by the partition alone. */
  async #readLegacy(item: BlobItem, partition: string): Promise<StoredCheckpoint | undefined> {
    if (!/^\d+$/.test(partition)) return undefined;
    try {
      const parsed: unknown = JSON.parse(
        (await this.#container.getBlobClient(item.name).downloadToBuffer()).toString(),
      );
      return isRecord(parsed) ? stored(item, partition, parsed.Offset, parsed.SequenceNumber) : undefined;
    } catch (error) {
      if (statusCode(error) === 404 || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
}

function fromMetadata(item: BlobItem, partition: string): StoredCheckpoint | undefined {
  return stored(item, partition, item.metadata?.offset, item.metadata?.sequencenumber);
}

function stored(item: BlobItem, partition: string, offset: unknown, sequence: unknown): StoredCheckpoint | undefined {
  if (typeof offset !== 'string' || offset === '') return undefined;
  return { partition, offset, sequenceNumber: Number(sequence), writtenAt: item.properties.lastModified.getTime() };
}
