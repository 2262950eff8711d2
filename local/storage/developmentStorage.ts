/**
 * The account of every Azurite. Name and key are published, so no secret.
 * https://learn.microsoft.com/azure/storage/common/storage-connect-azurite#well-known-storage-account-and-key
 */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface StoragePorts {
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
}

/** The ports that `UseDevelopmentStorage=true` stands for. */
export const wellKnownStoragePorts: StoragePorts = { blob: 10000, queue: 10001, table: 10002 };

/** The connection string of an Azurite on these ports, in the form that Storage Explorer and the SDKs take. */
export function developmentConnectionString(ports: StoragePorts): string {
  const endpoint = (name: string, port: number) => `${name}Endpoint=http://127.0.0.1:${port}/${account}`;
  const endpoints = [endpoint('Blob', ports.blob), endpoint('Queue', ports.queue), endpoint('Table', ports.table)];
  return ['DefaultEndpointsProtocol=http', `AccountName=${account}`, `AccountKey=${key}`, ...endpoints, ''].join(';');
}
