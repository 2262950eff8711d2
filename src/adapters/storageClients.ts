import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { asciiBodies } from './asciiBodies.ts';
import { credentialOf, type Identity } from './credential.ts';

export type StorageConnection =
  | { readonly connectionString: string }
  | { readonly tableServiceUri: string; readonly blobServiceUri: string; readonly identity: Identity };

export interface TableClientOptions {
  /** How often the SDK repeats a request by itself: 0 for whoever repeats it on their own, since the two multiply. */
  readonly maxRetries?: number;
}

/** A client of a table that exists. http is let through since settings allow it for this machine only. */
export function tableClient(
  connection: StorageConnection,
  table: string,
  retryOptions: TableClientOptions = {},
): TableClient {
  const options: TableServiceClientOptions = {
    allowInsecureConnection: true,
    additionalPolicies: [asciiBodies],
    retryOptions,
  };
  if ('connectionString' in connection)
    return TableClient.fromConnectionString(connection.connectionString, table, options);
  return new TableClient(connection.tableServiceUri, table, credentialOf(connection.identity), options);
}

/** The SDK would wait for 4 s before it tries again, and longer than a request may take in all. */
const blobOptions = { retryOptions: { maxTries: 4, retryDelayInMs: 500, maxRetryDelayInMs: 5_000 } };

/** A client of a container that exists. */
export function containerClient(connection: StorageConnection, container: string): ContainerClient {
  const service =
    'connectionString' in connection
      ? BlobServiceClient.fromConnectionString(connection.connectionString, blobOptions)
      : new BlobServiceClient(connection.blobServiceUri, credentialOf(connection.identity), blobOptions);
  return service.getContainerClient(container);
}
