import { textOf, valueAt } from './decode.ts';
import { type EventSections, eventSections } from './eventSections.ts';
import { annotationsIn, partitionKeyAnnotation } from './messageAnnotations.ts';
import { messageSections, sectionCode, sectionCodeAt, sectionValueAt } from './messageSections.ts';

/** What one transfer on a producer link brings: one event or many, bound for one partition. */
export interface Publication {
  readonly partitionKey: string | undefined;
  readonly events: readonly EventSections[];
}

/**
 * The message format of a batch: each data section of its envelope is one encoded message. Every send of the JS client
 * has it, .NET's single send has not. Source: azure-sdk-for-js, event-hubs/src/eventDataBatch.ts and
 * azure-sdk-for-net, AmqpConstants.AmqpBatchedMessageFormat.
 */
export const batchMessageFormat = 0x80013700;

/** Reads a message sent to a hub, of `format` 0 or `batchMessageFormat`. @throws MalformedMessageError */
export function publication(message: Buffer, format: number): Publication {
  const partitionKey = partitionKeyOf(message);
  if (format !== batchMessageFormat) return { partitionKey, events: [eventSections(message)] };
  const events: EventSections[] = [];
  for (let start = 0; start < message.length; ) {
    const value = valueAt(message, sectionValueAt(message, start));
    if (sectionCodeAt(message, start) === sectionCode.data) {
      events.push(eventSections(message, { start: value.content, end: value.end, envelopeKey: partitionKey }));
    }
    start = value.end;
  }
  return { partitionKey, events };
}

function partitionKeyOf(message: Buffer): string | undefined {
  for (const { code, start } of messageSections(message)) {
    if (code === sectionCode.data) return undefined;
    if (code !== sectionCode.messageAnnotations) continue;
    for (const { name, value } of annotationsIn(message, start)) {
      if (name === partitionKeyAnnotation) return textOf(message, value);
    }
  }
  return undefined;
}
