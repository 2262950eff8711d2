import { connectionParts } from './connectionParts.ts';
import { type Identity, readIdentity } from './identity.ts';
import { isSafeAddress } from './safeAddress.ts';
import { fromExample, type Settings } from './settings.ts';

export type StorageConnection =
  | { readonly connectionString: string }
  | { readonly tableServiceUri: string; readonly blobServiceUri: string; readonly identity: Identity };

const tableUri = 'TweetStorage__tableServiceUri';
const blobUri = 'TweetStorage__blobServiceUri';
const endpoints = ['TableEndpoint', 'BlobEndpoint'] as const;

/** `TweetStorage`: a connection string, or the addresses of both services and an identity. */
export function readStorageConnection(settings: Settings): StorageConnection | undefined {
  const connectionString = settings.get('TweetStorage');
  if (connectionString !== undefined) {
    const wrong = wrongWith(connectionString);
    return wrong === undefined ? { connectionString } : settings.problem(`App setting TweetStorage ${wrong}`);
  }
  if (settings.get(tableUri) === undefined && settings.get(blobUri) === undefined) {
    return settings.problem(`App setting TweetStorage, or ${tableUri} and ${blobUri}, is required. ${fromExample}`);
  }
  const tableServiceUri = readUri(settings, tableUri);
  const blobServiceUri = readUri(settings, blobUri);
  if (tableServiceUri === undefined || blobServiceUri === undefined) return undefined;
  return { tableServiceUri, blobServiceUri, identity: readIdentity(settings, 'TweetStorage') };
}

function wrongWith(connectionString: string): string | undefined {
  const parts = connectionParts(connectionString);
  if (parts.get('usedevelopmentstorage')?.toLowerCase() === 'true') return undefined;
  const hasAccount = parts.has('accountname') && parts.has('accountkey');
  const hasSignature = parts.has('sharedaccesssignature') && parts.has('tableendpoint') && parts.has('blobendpoint');
  if (!hasAccount && !hasSignature) {
    return 'is no connection string of a storage account: it has no AccountName with AccountKey. Copy it from the account, under Access keys, or write UseDevelopmentStorage=true.';
  }
  const insecure = endpoints.find((name) => !isSafe(parts.get(name.toLowerCase())));
  if (insecure !== undefined) return `has a ${insecure} that is neither https nor on this machine. Use https.`;
  // The protocol counts for each endpoint that is not named.
  const unnamed = endpoints.find((name) => !parts.has(name.toLowerCase()));
  if (unnamed !== undefined && parts.get('defaultendpointsprotocol')?.toLowerCase() === 'http') {
    return `has DefaultEndpointsProtocol=http and no ${unnamed}, which sends tweets in clear. Use https.`;
  }
  return undefined;
}

function readUri({ get, problem }: Settings, name: string): string | undefined {
  const uri = get(name);
  const wrong = wrongWithUri(uri);
  return wrong === undefined ? uri : problem(`App setting ${name} ${wrong}`);
}

/** Shows scheme and host at most: what comes after them, or before the host, may be a secret. */
function wrongWithUri(uri: string | undefined): string | undefined {
  if (uri === undefined) return 'is not set. It must be an https address.';
  const { protocol, host } = URL.canParse(uri) ? new URL(uri) : { protocol: '', host: '' };
  if (host === '') return 'is no address with a scheme and a host. It must be an https address.';
  if (!isSafe(uri)) return `is "${protocol}//${host}". It must be an https address.`;
  if (!uri.includes('?')) return undefined;
  const fact = `is "${protocol}//${host}" with a query string. It takes an address without a signature`;
  return `${fact}: use an identity, or TweetStorage as a connection string.`;
}

/** What is not named is the service's own https. */
function isSafe(address: string | undefined): boolean {
  return address === undefined || isSafeAddress(address);
}
