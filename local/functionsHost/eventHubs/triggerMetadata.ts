import { dotNetTime } from '../dotNetTime.ts';
import { isRecord } from '../isRecord.ts';
import type { TypedData } from '../worker/programmingModel.ts';
import type { ConsumerPlace } from './blobNames.ts';
import { dotNetJson } from './dotNetJson.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

export interface PartitionPlace extends ConsumerPlace {
  readonly partition: string;
  readonly isCheckpointingAfterInvocation: boolean;
}

type Metadata = Record<string, TypedData>;

/**
 * What stands beside a batch. String arrays lose their nulls and empty texts on the way, so that partition keys do not
 * line up with the events; `systemPropertiesArray[i].partitionKey` does.
 * EventHubTriggerInputBindingStrategy.cs of https://github.com/Azure/azure-sdk-for-net/tree/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs
 */
export function batchMetadata(events: readonly ReceivedEvent[], place: PartitionPlace): Metadata {
  const keys = events.map(({ partitionKey }) => partitionKey ?? '').filter((key) => key !== '');
  return {
    PartitionContext: partitionContext(place),
    PartitionKeyArray: { collectionString: { string: keys } },
    OffsetArray: { collectionString: { string: events.map(({ offset }) => offset) } },
    SequenceNumberArray: { collectionSint64: { sint64: events.map(({ sequenceNumber }) => sequenceNumber) } },
    EnqueuedTimeUtcArray: { json: dotNetJson(events.map(enqueuedTimeUtc)) },
    PropertiesArray: { json: dotNetJson(events.map(({ properties }) => properties)) },
    SystemPropertiesArray: { json: dotNetJson(events.map(systemProperties)) },
  };
}

/** @param text the body, when the function gets it as text: members of a JSON object override names of the metadata. */
export function singleMetadata(event: ReceivedEvent, place: PartitionPlace, text: string | undefined): Metadata {
  const metadata: Metadata = {
    PartitionContext: partitionContext(place),
    PartitionKey: event.partitionKey === undefined ? {} : { string: event.partitionKey },
    Offset: { string: event.offset },
    SequenceNumber: { int: event.sequenceNumber },
    EnqueuedTimeUtc: { json: dotNetJson(enqueuedTimeUtc(event)) },
    Properties: { json: dotNetJson(event.properties) },
    SystemProperties: { json: dotNetJson(systemProperties(event)) },
  };
  return { ...metadata, ...bodyMembers(text, Object.keys(metadata)) };
}

function partitionContext({
  namespace,
  eventHubName,
  consumerGroup,
  partition,
  isCheckpointingAfterInvocation,
}: PartitionPlace): TypedData {
  const context = {
    IsCheckpointingAfterInvocation: isCheckpointingAfterInvocation,
    FullyQualifiedNamespace: namespace,
    EventHubName: eventHubName,
    ConsumerGroup: consumerGroup,
    PartitionId: partition,
  };
  return { json: JSON.stringify(context) };
}

/** The extension passes a DateTime of unspecified kind, so the text has no zone; it is UTC. */
function enqueuedTimeUtc({ enqueuedTime }: ReceivedEvent): string {
  return dotNetTime(enqueuedTime, '');
}

function systemProperties(event: ReceivedEvent): Record<string, unknown> {
  return {
    ...event.systemProperties,
    SequenceNumber: event.sequenceNumber,
    Offset: event.offset,
    PartitionKey: event.partitionKey ?? null,
    EnqueuedTimeUtc: enqueuedTimeUtc(event),
  };
}

/** Top-level members of a JSON object, without arrays and nulls. Names are those of the metadata where they differ in case only. */
function bodyMembers(text: string | undefined, names: readonly string[]): Metadata {
  const parsed = parseObject(text);
  const members = Object.entries(parsed).filter(([, value]) => value !== null && !Array.isArray(value));
  return Object.fromEntries(
    members.map(([name, value]) => [
      names.find((known) => known.toLowerCase() === name.toLowerCase()) ?? name,
      isRecord(value) ? { json: JSON.stringify(value) } : { string: String(value) },
    ]),
  );
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined || !text.trim().startsWith('{')) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
