import { EventHubConsumerClient, type EventHubConsumerClientOptions } from '@azure/event-hubs';
import { ViewError } from './viewError.ts';

export interface HubConnection {
  readonly connectionString: string | undefined;
  /** Used when there is no connection string, with the identity of this machine (DefaultAzureCredential). */
  readonly fullyQualifiedNamespace?: string;
  /** Client id of a user-assigned managed identity; none = the system-assigned one, or that of `az login`. */
  readonly managedIdentityClientId?: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
}

/** One attempt each, since the view repeats by itself and says so; the SDK's own wait would be 90 silent seconds. */
const options: EventHubConsumerClientOptions = { retryOptions: { maxRetries: 0, timeoutInMs: 15_000 } };

/** A client for reading, not connected yet. Throws ViewError for settings that cannot be right. */
export async function connect(connection: HubConnection): Promise<EventHubConsumerClient> {
  const { connectionString, fullyQualifiedNamespace, eventHubName, consumerGroup } = connection;
  try {
    if (connectionString) return new EventHubConsumerClient(consumerGroup, connectionString, eventHubName, options);
    if (fullyQualifiedNamespace) {
      const credential = await machineIdentity(connection.managedIdentityClientId);
      return new EventHubConsumerClient(consumerGroup, fullyQualifiedNamespace, eventHubName, credential, options);
    }
  } catch (cause) {
    const fact = cause instanceof Error ? cause.message : String(cause);
    throw new ViewError(
      'bad-settings',
      `EventHubConnection cannot be used: ${fact} Copy the connection string of your namespace again.`,
      { cause },
    );
  }
  throw new ViewError(
    'bad-settings',
    'No Event Hubs namespace is set. Set EventHubConnection to a connection string, or EventHubConnection__fullyQualifiedNamespace.',
  );
}

async function machineIdentity(managedIdentityClientId: string | undefined) {
  // Loaded only here: it takes longer than all the rest together, and a connection string needs none of it.
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential(managedIdentityClientId === undefined ? {} : { managedIdentityClientId });
}

/** Host and port for messages; no secret is near it. */
export function namespaceOf({
  connectionString,
  fullyQualifiedNamespace,
}: Pick<HubConnection, 'connectionString' | 'fullyQualifiedNamespace'>): string {
  const endpoint = /(?:^|;)\s*Endpoint\s*=\s*(?:\w+:\/\/)?([^;/]+)/i.exec(connectionString ?? '')?.[1];
  return endpoint ?? fullyQualifiedNamespace ?? 'the namespace';
}
