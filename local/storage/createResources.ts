import { TableServiceClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';

/** Creates the tables and containers that the functions use; those that exist stay as they are. */
export async function createResources(
  connectionString: string,
  names: { readonly tables: readonly string[]; readonly containers: readonly string[] },
): Promise<void> {
  const tables = TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection: true });
  const blobs = BlobServiceClient.fromConnectionString(connectionString);
  await Promise.all([
    ...names.tables.map((name) => tables.createTable(name)),
    ...names.containers.map((name) => blobs.getContainerClient(name).createIfNotExists()),
  ]);
}
