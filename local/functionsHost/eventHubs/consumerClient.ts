import {
  type CheckpointStore,
  EventHubConsumerClient,
  type EventHubConsumerClientOptions,
  RetryMode,
} from '@azure/event-hubs';
import { FunctionsHostError } from '../functionsHostError.ts';
import type { ClientRetry, EventHubsOptions } from '../hostJson/eventHubsOptions.ts';
import type { EventHubConnection } from './connection.ts';

/** The consumer of the real SDK, set up as `extensions.eventHubs` of host.json says. */
export function createConsumer(
  connection: EventHubConnection,
  consumerGroup: string,
  store: CheckpointStore,
  ownerId: string,
  options: EventHubsOptions,
): EventHubConsumerClient {
  const clientOptions = { ...consumerOptions(options), identifier: ownerId };
  const { eventHubName } = connection;
  return 'credential' in connection
    ? new EventHubConsumerClient(
        consumerGroup,
        connection.endpoint,
        eventHubName,
        connection.credential,
        store,
        clientOptions,
      )
    : new EventHubConsumerClient(consumerGroup, connection.connectionString, eventHubName, store, clientOptions);
}

function consumerOptions(options: EventHubsOptions): EventHubConsumerClientOptions {
  const { customEndpointAddress, transportType, loadBalancingUpdateMs, ownershipExpirationMs } = options;
  return {
    retryOptions: retryOptions(options.retry),
    loadBalancingOptions: {
      strategy: 'greedy',
      updateIntervalInMs: loadBalancingUpdateMs,
      partitionOwnershipExpirationIntervalInMs: ownershipExpirationMs,
    },
    ...(customEndpointAddress !== undefined && { customEndpointAddress }),
    ...(transportType === 'amqpWebSockets' && { webSocketOptions: { webSocket: webSocket() } }),
  };
}

function retryOptions({ mode, tryTimeoutMs, delayMs, maximumDelayMs, maximumRetries }: ClientRetry) {
  return {
    mode: mode === 'exponential' ? RetryMode.Exponential : RetryMode.Fixed,
    timeoutInMs: tryTimeoutMs,
    retryDelayInMs: delayMs,
    maxRetryDelayInMs: maximumDelayMs,
    maxRetries: maximumRetries,
  };
}

function webSocket(): typeof WebSocket {
  if (typeof WebSocket === 'function') return WebSocket;
  throw new FunctionsHostError(
    'host-json',
    `host.json: extensions.eventHubs.transportType "amqpWebSockets" needs Node 22 or newer, this is ${process.version}. Use it, or set "amqpTcp".`,
  );
}
