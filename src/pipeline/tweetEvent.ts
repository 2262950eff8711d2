import { firstVersionId, type Tweet } from './tweet.ts';

/** What an application property may hold. */
export type PropertyValue = string | number | boolean;

/** An event on its way to the hub. */
export interface TweetEvent {
  readonly body: Uint8Array;
  readonly contentType?: string;
  readonly properties: Readonly<Record<string, PropertyValue>>;
  /** Events of one key lie in one partition, in order; without a key any partition will do. */
  readonly partitionKey?: string;
  /** The very partition, whatever the key says. */
  readonly partitionId?: string;
}

/** What a source gives: a tweet, or a bare text as the tutorial sends it. */
export type SourcedItem = Tweet | string;

/**
 * The event of an item: a tweet as its JSON, a text as it is. `diagnosticId` is a W3C traceparent, under the name by
 * which Azure Monitor joins sender and receiver. https://learn.microsoft.com/azure/service-bus-messaging/service-bus-end-to-end-tracing
 */
export function tweetEvent(item: SourcedItem, source: string, diagnosticId: string): TweetEvent {
  const properties = { source, 'Diagnostic-Id': diagnosticId };
  if (typeof item === 'string') return { body: Buffer.from(item), contentType: 'text/plain', properties };
  return {
    body: Buffer.from(JSON.stringify(item)),
    contentType: 'application/json',
    properties: { ...properties, schema: 'tweet/1' },
    partitionKey: firstVersionId(item),
  };
}
