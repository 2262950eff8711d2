import { messageOf } from '../functionsHostError.ts';
import type { TypedData } from '../worker/programmingModel.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

export type PayloadKind = 'parsed' | 'string' | 'binary';

/** A value could not be made for the function: the execution fails before the function is called, like any failure. */
export class BindingError extends Error {
  override readonly name = 'BindingError';
  readonly code = 'binding';
}

/** EventData.Body of .NET knows data sections only and throws for the others, which fails the batch. */
export class UnreadableBody extends BindingError {
  readonly event: ReceivedEvent;

  constructor(event: ReceivedEvent) {
    super(
      `the body of event ${event.sequenceNumber} is an AMQP ${event.bodyType}, which EventData cannot give as bytes`,
    );
    this.event = event;
  }
}

/**
 * The batch as the host hands it to the worker. `parsed` (cardinality many without dataType): the host reads every body as
 * JSON, so that one bad body fails the whole batch before the function runs. `string`: UTF-8; empty bodies vanish
 * unless `keepsEmpty`. `binary`: the exact bytes.
 * https://github.com/Azure/azure-webjobs-sdk/issues/1830
 */
export function batchPayload(events: readonly ReceivedEvent[], kind: PayloadKind, keepsEmpty: boolean): TypedData {
  if (kind === 'binary') return { collectionBytes: { bytes: events.map(bytesOf) } };
  if (kind === 'parsed') return { json: `[${events.map(parsedText).join(',')}]` };
  const texts = events.map(textOf);
  return { collectionString: { string: keepsEmpty ? texts : texts.filter((text) => text !== '') } };
}

/** A single event, for cardinality one: the host never parses it, the worker tries to. */
export function singlePayload(event: ReceivedEvent, kind: PayloadKind): TypedData {
  return kind === 'binary' ? { bytes: bytesOf(event) } : { string: textOf(event) };
}

export function textOf(event: ReceivedEvent): string {
  return bytesOf(event).toString('utf8');
}

function bytesOf(event: ReceivedEvent): Buffer {
  if (event.body !== undefined) return event.body;
  throw new UnreadableBody(event);
}

/** A body of nothing but blanks is null to Json.NET. */
function parsedText(event: ReceivedEvent): string {
  const text = textOf(event);
  if (text.trim() === '') return 'null';
  try {
    JSON.parse(text);
    return text;
  } catch (cause) {
    throw new BindingError(
      `Event ${event.sequenceNumber} is not JSON, and without dataType the host parses the whole batch before the function sees it: ${messageOf(cause)}. Register the trigger with dataType "binary" and decode each event in the function.`,
      { cause },
    );
  }
}
