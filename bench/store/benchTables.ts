import { type TableClient, TableServiceClient } from '@azure/data-tables';
import { createResources } from '../../local/storage/createResources.ts';
import { startStorage } from '../../local/storage/startStorage.ts';
import { tableClient } from '../../src/adapters/storageClients.ts';

/** Gives a measurement a table of its own, empty, and takes it away again. */
export type WithTable = <T>(measure: (table: TableClient) => Promise<T>) => Promise<T>;

export interface BenchTables {
  readonly withTable: WithTable;
  close(): Promise<void>;
}

/** Azurite in memory, in a process of its own, and clients of it with the options that the functions use. */
export async function benchTables(): Promise<BenchTables> {
  const storage = await startStorage({});
  const service = TableServiceClient.fromConnectionString(storage.connectionString, { allowInsecureConnection: true });
  let tables = 0;
  const withTable: WithTable = async (measure) => {
    const name = `bench${tables++}`;
    await createResources(storage.connectionString, { tables: [name], containers: [] });
    try {
      return await measure(tableClient(storage, name, { maxRetries: 0 }));
    } finally {
      await service.deleteTable(name);
    }
  };
  return { withTable, close: () => storage.close() };
}
