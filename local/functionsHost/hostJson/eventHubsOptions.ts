import type { Configuration } from './configuration.ts';
import { readBoolean, readInteger, readName, readText, readTimeSpan, refused } from './readValue.ts';

const section = 'extensions.eventHubs';
const minuteMs = 60_000;

export type InitialOffset =
  | { readonly type: 'fromStart' | 'fromEnd' }
  | { readonly type: 'fromEnqueuedTime'; readonly enqueuedTime: Date };

/** `extensions.eventHubs` of host.json, complete: what is absent has the default of extension 6 (bundle 4). */
export interface EventHubsOptions {
  readonly maxEventBatchSize: number;
  readonly minEventBatchSize: number;
  readonly maxWaitMs: number;
  readonly batchCheckpointFrequency: number;
  readonly enableCheckpointing: boolean;
  readonly prefetchCount: number;
  /** Has no counterpart in the JavaScript client: read and checked, without effect. */
  readonly prefetchSizeInBytes: number | undefined;
  readonly transportType: 'amqpTcp' | 'amqpWebSockets';
  readonly customEndpointAddress: string | undefined;
  readonly initialOffset: InitialOffset;
  readonly trackLastEnqueuedEventProperties: boolean;
  readonly loadBalancingUpdateMs: number;
  readonly ownershipExpirationMs: number;
  /** For scaling only, which a single host does not do: read and checked, without effect. */
  readonly targetUnprocessedEventThreshold: number;
  readonly retry: ClientRetry;
}

export interface ClientRetry {
  readonly mode: 'exponential' | 'fixed';
  readonly tryTimeoutMs: number;
  readonly delayMs: number;
  readonly maximumDelayMs: number;
  readonly maximumRetries: number;
}

/**
 * Names, defaults and limits:
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings and
 * EventHubOptions.cs of https://github.com/Azure/azure-sdk-for-net/tree/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs
 */
export function readEventHubsOptions(configuration: Configuration): EventHubsOptions {
  const integer = (name: string, min: number, max?: number) =>
    readInteger(configuration, `${section}.${name}`, max === undefined ? { min } : { min, max });
  const span = (name: string, min: number, max: number) =>
    readTimeSpan(configuration, `${section}.${name}`, { min, max });
  const maxEventBatchSize = integer('maxEventBatchSize', 1) ?? integer('eventProcessorOptions.maxBatchSize', 1) ?? 100;
  const loadBalancingUpdateMs =
    span('loadBalancingUpdateInterval', 1, 1440 * minuteMs) ??
    span('partitionManagerOptions.renewInterval', 1, 1440 * minuteMs) ??
    30_000;
  refuseProxy(configuration);
  return {
    maxEventBatchSize,
    minEventBatchSize: integer('minEventBatchSize', 1, maxEventBatchSize) ?? 1,
    maxWaitMs: span('maxWaitTime', 0, 10 * minuteMs) ?? minuteMs,
    batchCheckpointFrequency: integer('batchCheckpointFrequency', 1) ?? 1,
    enableCheckpointing: readBoolean(configuration, `${section}.enableCheckpointing`) ?? true,
    prefetchCount: integer('prefetchCount', 0) ?? integer('eventProcessorOptions.prefetchCount', 0) ?? 300,
    prefetchSizeInBytes: integer('prefetchSizeInBytes', 0),
    transportType: readName(configuration, `${section}.transportType`, ['amqpTcp', 'amqpWebSockets']) ?? 'amqpTcp',
    customEndpointAddress: readText(configuration, `${section}.customEndpointAddress`),
    initialOffset: readInitialOffset(configuration),
    trackLastEnqueuedEventProperties:
      readBoolean(configuration, `${section}.trackLastEnqueuedEventProperties`) ?? false,
    loadBalancingUpdateMs,
    ownershipExpirationMs: readExpiration(configuration, loadBalancingUpdateMs),
    targetUnprocessedEventThreshold: integer('targetUnprocessedEventThreshold', 1) ?? maxEventBatchSize,
    retry: readClientRetry(configuration),
  };
}

function readExpiration(configuration: Configuration, updateMs: number): number {
  const name = `${section}.partitionOwnershipExpirationInterval`;
  const limits = { min: 2 * updateMs, max: 1440 * minuteMs };
  const legacy = readTimeSpan(configuration, `${section}.partitionManagerOptions.leaseDuration`, { min: 1 });
  return readTimeSpan(configuration, name, limits) ?? legacy ?? Math.max(2 * minuteMs, 2 * updateMs);
}

function readInitialOffset(configuration: Configuration): InitialOffset {
  const path = `${section}.initialOffsetOptions`;
  const type = readName(configuration, `${path}.type`, ['fromStart', 'fromEnd', 'fromEnqueuedTime']) ?? 'fromStart';
  if (type !== 'fromEnqueuedTime') return { type };
  const text = readText(configuration, `${path}.enqueuedTimeUtc`) ?? '';
  const enqueuedTime = new Date(/[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(enqueuedTime.getTime())) throw refused(`${path}.enqueuedTimeUtc`, text, 'an ISO 8601 time in UTC');
  return { type, enqueuedTime };
}

function readClientRetry(configuration: Configuration): ClientRetry {
  const path = `${section}.clientRetryOptions`;
  const span = (name: string, min: number, max: number) => readTimeSpan(configuration, `${path}.${name}`, { min, max });
  return {
    mode: readName(configuration, `${path}.mode`, ['exponential', 'fixed']) ?? 'exponential',
    tryTimeoutMs: span('tryTimeout', 1, 60 * minuteMs) ?? minuteMs,
    delayMs: span('delay', 1, 5 * minuteMs) ?? 800,
    maximumDelayMs: span('maximumDelay', 0, 60 * minuteMs) ?? minuteMs,
    maximumRetries: readInteger(configuration, `${path}.maximumRetries`, { min: 0, max: 100 }) ?? 3,
  };
}

function refuseProxy(configuration: Configuration): void {
  const webProxy = readText(configuration, `${section}.webProxy`);
  if (webProxy === undefined) return;
  if (readName(configuration, `${section}.transportType`, ['amqpTcp', 'amqpWebSockets']) === 'amqpWebSockets') {
    throw refused(`${section}.webProxy`, webProxy, 'absent: the local host reaches Event Hubs without a proxy');
  }
  throw refused(`${section}.webProxy`, webProxy, 'absent: a proxy needs transportType "amqpWebSockets"');
}
