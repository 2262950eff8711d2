import type { StoredEvent } from '../storage/partitionLog.ts';
import { valueAt } from '../wire/decode.ts';
import { sectionsLength } from '../wire/eventSections.ts';
import { partitionKeyAnnotation } from '../wire/messageAnnotations.ts';
import { messageSections, sectionCode } from '../wire/messageSections.ts';
import { type Body, describeBody } from './describeBody.ts';
import {
  describeFields,
  describeMap,
  describePairs,
  noProperties,
  type Properties,
  type PropertyLimits,
} from './describePairs.ts';
import { isoTime } from './isoTime.ts';

/** An event as JSON shows it. */
export interface EventDescription {
  readonly sequenceNumber: number;
  readonly offset: string;
  readonly enqueuedTime: string;
  /** Of all its sections. */
  readonly bytes: number;
  readonly partitionKey: string | null;
  /** The fields of the section of that name, such as `message-id` and `content-type`. */
  readonly properties: Properties;
  readonly applicationProperties: Properties;
  /** The sender's, not those that the service adds. */
  readonly messageAnnotations: Properties;
  /** Null when the event cannot be read; `problem` says why. */
  readonly body: Body | null;
  readonly problem?: string;
}

/** How much of an event is shown. */
export interface EventLimits extends PropertyLimits {
  readonly bodyBytes: number;
}

/** AMQP 1.0 part 3, section 3.2.4. */
const propertyNames = [
  'message-id',
  'user-id',
  'to',
  'subject',
  'reply-to',
  'correlation-id',
  'content-type',
  'content-encoding',
  'absolute-expiry-time',
  'creation-time',
  'group-id',
  'group-sequence',
  'reply-to-group-id',
];

/** Never throws: an event whose inside is no AMQP is shown with what can be read of it, and the problem. */
export function describeEvent({ position, sections }: StoredEvent, limits: EventLimits): EventDescription {
  const place = {
    sequenceNumber: position.sequenceNumber,
    offset: String(position.offset),
    enqueuedTime: isoTime(position.enqueuedTime),
    bytes: sectionsLength(sections),
  };
  const unread = {
    partitionKey: null,
    properties: noProperties,
    applicationProperties: noProperties,
    messageAnnotations: noProperties,
    body: null,
  };
  try {
    const annotations = describePairs(sections.annotations, 0, sections.annotationItems / 2, limits);
    return { ...place, ...describeRest(sections.rest, limits), ...annotated(annotations) };
  } catch (error) {
    return { ...place, ...unread, problem: error instanceof Error ? error.message : String(error) };
  }
}

function annotated(messageAnnotations: Properties): Pick<EventDescription, 'partitionKey' | 'messageAnnotations'> {
  const key = messageAnnotations.entries.find(({ name }) => name === partitionKeyAnnotation);
  return { partitionKey: key?.value ?? null, messageAnnotations };
}

function describeRest(
  rest: Buffer,
  limits: EventLimits,
): Pick<EventDescription, 'properties' | 'applicationProperties' | 'body'> {
  let properties = noProperties;
  let applicationProperties = noProperties;
  for (const { code, start } of messageSections(rest)) {
    const content = valueAt(rest, start + 1).end;
    if (code === sectionCode.properties) properties = describeFields(rest, content, propertyNames, limits);
    if (code === sectionCode.applicationProperties) applicationProperties = describeMap(rest, content, limits);
  }
  return { properties, applicationProperties, body: describeBody(rest, limits.bodyBytes) };
}
