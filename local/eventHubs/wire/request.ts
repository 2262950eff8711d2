import { byteAt, type EncodedValue, itemsOf, textOf } from './decode.ts';
import { MalformedMessageError } from './malformedMessageError.ts';
import { pairsOf } from './messageAnnotations.ts';
import { messageSections, sectionCode } from './messageSections.ts';

/** A message to `$cbs` or `$management`: what is asked stands in the application properties. */
export interface Request {
  /** The encoded message-id, to be echoed byte for byte as correlation-id: its AMQP type must come back. */
  readonly messageId: Buffer | undefined;
  readonly replyTo: string | undefined;
  /** Application properties that are strings or symbols; requests hold no others that matter. */
  readonly properties: ReadonlyMap<string, string>;
  /** The body, when it is one string: the token of a put-token. */
  readonly text: string | undefined;
}

/** Encoded. Every answer repeats it; clients number their requests, or name them by a UUID. */
const longestMessageId = 1024;
const messageIdField = 0;
const replyToField = 4;

/** @throws MalformedMessageError */
export function request(message: Buffer): Request {
  let [messageId, replyTo, text]: [Buffer?, string?, string?] = [];
  const properties = new Map<string, string>();
  for (const { code, value } of messageSections(message)) {
    if (code === sectionCode.properties) {
      messageId = presentField(message, value, messageIdField);
      replyTo = textField(message, value, replyToField);
    } else if (code === sectionCode.applicationProperties) {
      for (const pair of pairsOf(message, value)) {
        const content = textOf(message, pair.value);
        if (content !== undefined) properties.set(pair.name, content);
      }
    } else if (code === sectionCode.value) {
      text = textOf(message, value);
    }
  }
  if (messageId && messageId.length > longestMessageId)
    throw new MalformedMessageError(
      `The message-id has ${messageId.length} bytes; that of a request may have ${longestMessageId}.`,
    );
  return { messageId, replyTo, properties, text };
}

function presentField(message: Buffer, fields: EncodedValue, index: number): Buffer | undefined {
  const found = [...itemsOf(message, fields)][index];
  if (found === undefined || byteAt(message, found.start) === 0x40) return undefined;
  return message.subarray(found.start, found.value.end);
}

function textField(message: Buffer, fields: EncodedValue, index: number): string | undefined {
  const found = [...itemsOf(message, fields)][index];
  return found && textOf(message, found.value);
}
