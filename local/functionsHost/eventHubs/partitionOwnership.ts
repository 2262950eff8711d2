import type { PartitionOwnership } from '@azure/event-hubs';
import type { ContainerClient } from '@azure/storage-blob';
import { statusCode } from '../storage/statusCode.ts';
import { blobNames, type ConsumerPlace } from './blobNames.ts';

/** Another one was faster: 409 when the blob came into being, 412 when it changed. */
const lostRace = [409, 412];

/** Who reads which partition: empty blobs with metadata `ownerid`, claimed only against the version that was seen. */
export class PartitionOwnerships {
  readonly #container: ContainerClient;
  readonly #prefix: string;
  readonly #place: ConsumerPlace;

  constructor(container: ContainerClient, place: ConsumerPlace) {
    this.#container = container;
    this.#place = place;
    this.#prefix = blobNames(place).ownerships;
  }

  async list(): Promise<PartitionOwnership[]> {
    const found: PartitionOwnership[] = [];
    const blobs = this.#container.listBlobsFlat({ prefix: this.#prefix, includeMetadata: true });
    for await (const { name, metadata, properties } of blobs) {
      found.push({
        ...this.#names(name.slice(this.#prefix.length)),
        ownerId: metadata?.ownerid ?? '',
        etag: properties.etag,
        lastModifiedTimeInMs: properties.lastModified.getTime(),
      });
    }
    return found;
  }

  /** Those of the claims that were won. */
  async claim(wanted: readonly PartitionOwnership[]): Promise<PartitionOwnership[]> {
    const claims = await Promise.all(wanted.map((ownership) => this.#claim(ownership)));
    return claims.filter((claim) => claim !== undefined);
  }

  async #claim(wanted: PartitionOwnership): Promise<PartitionOwnership | undefined> {
    const blob = this.#container.getBlockBlobClient(`${this.#prefix}${wanted.partitionId}`);
    const metadata = { ownerid: wanted.ownerId };
    try {
      const { etag, lastModified } =
        wanted.etag === undefined
          ? await blob.upload('', 0, { metadata, conditions: { ifNoneMatch: '*' } })
          : await blob.setMetadata(metadata, { conditions: { ifMatch: wanted.etag } });
      return {
        ...wanted,
        ...(etag !== undefined && { etag }),
        ...(lastModified !== undefined && { lastModifiedTimeInMs: lastModified.getTime() }),
      };
    } catch (error) {
      if (lostRace.includes(statusCode(error) ?? 0)) return undefined;
      throw error;
    }
  }

  #names(partitionId: string) {
    const { namespace, eventHubName, consumerGroup } = this.#place;
    return { fullyQualifiedNamespace: namespace, eventHubName, consumerGroup, partitionId };
  }
}
