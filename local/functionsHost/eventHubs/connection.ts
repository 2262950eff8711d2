import { type EventHubConnectionStringProperties, parseEventHubConnectionString } from '@azure/event-hubs';
import type { TokenCredential } from '@azure/identity';
import { FunctionsHostError, messageOf } from '../functionsHostError.ts';
import { identityCredential } from '../identityCredential.ts';
import type { Settings } from '../settings.ts';

/** Where a trigger reads from. `namespace` is the host name without a port: it names checkpoints and ownership. */
export type EventHubConnection = {
  readonly namespace: string;
  readonly eventHubName: string;
} & ({ readonly connectionString: string } | { readonly credential: TokenCredential; readonly endpoint: string });

/**
 * Resolves the `connection` of a trigger: the setting of that name, or with `AzureWebJobs` before it, is a connection string; else
 * `<connection>__fullyQualifiedNamespace` with an identity. `EntityPath` in the string beats `eventHubName`.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger#connections
 */
export async function resolveConnection(
  settings: Settings,
  connection: string,
  eventHubName: string | undefined,
  functionName: string,
): Promise<EventHubConnection> {
  if (/endpoint=/i.test(connection)) {
    throw refused(
      functionName,
      'its connection is a whole connection string (not shown)',
      'Give the name of an app setting that holds it',
    );
  }
  const connectionString = settings.get(connection) || settings.get(`AzureWebJobs${connection}`);
  if (connectionString) return fromConnectionString(connectionString, connection, eventHubName, functionName);
  const endpoint = settings.get(`${connection}__fullyQualifiedNamespace`);
  if (!endpoint) {
    const fact = `neither ${connection} nor ${connection}__fullyQualifiedNamespace is set`;
    throw refused(functionName, fact, 'Set one of these app settings to the Event Hubs namespace');
  }
  if (eventHubName === undefined) throw noHub(functionName, connection);
  const credential = await identityCredential(settings, connection);
  return { namespace: withoutPort(endpoint), endpoint, eventHubName, credential };
}

function fromConnectionString(
  connectionString: string,
  connection: string,
  eventHubName: string | undefined,
  functionName: string,
): EventHubConnection {
  const host = /(?:^|;)\s*Endpoint\s*=\s*(?:sb|amqps?|https?):\/\/([^/;]+)/i.exec(connectionString)?.[1];
  if (host === undefined) {
    const fact = `app setting ${connection} is no Event Hubs connection string (value not shown)`;
    throw refused(functionName, fact, 'Begin it with "Endpoint=sb://<namespace>.servicebus.windows.net/"');
  }
  const { sharedAccessKeyName, sharedAccessSignature } = parsed(connectionString, connection, functionName);
  if (!sharedAccessKeyName && !sharedAccessSignature) {
    const fact = `app setting ${connection} holds no key (value not shown)`;
    throw refused(functionName, fact, 'Give SharedAccessKeyName and SharedAccessKey in it');
  }
  const hub = /(?:^|;)\s*EntityPath\s*=\s*([^;]+)/i.exec(connectionString)?.[1]?.trim() ?? eventHubName;
  if (hub === undefined) throw noHub(functionName, connection);
  return { namespace: withoutPort(host), eventHubName: hub, connectionString };
}

/** As the client will read it; its messages quote nothing of the string. */
function parsed(
  connectionString: string,
  connection: string,
  functionName: string,
): EventHubConnectionStringProperties {
  try {
    return parseEventHubConnectionString(connectionString);
  } catch (error) {
    const fact = `app setting ${connection} is no Event Hubs connection string (value not shown)`;
    throw refused(functionName, fact, `Correct it: ${messageOf(error).replace(/\.$/, '')}`);
  }
}

function withoutPort(host: string): string {
  return host.trim().replace(/:\d+$/, '').toLowerCase();
}

function noHub(functionName: string, connection: string): FunctionsHostError {
  return refused(
    functionName,
    'it names no event hub',
    `Give eventHubName, or EntityPath in app setting ${connection}`,
  );
}

function refused(functionName: string, fact: string, wayOut: string): FunctionsHostError {
  return new FunctionsHostError('setting', `Function ${functionName}: ${fact}. ${wayOut}.`);
}
