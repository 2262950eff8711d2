import * as encode from './encode.ts';
import { sectionCode } from './messageSections.ts';

/** What `$cbs` and `$management` answer. */
export interface Response {
  /** AMQP int: .NET and Go refuse another type (azure-amqp, AmqpResponseStatusCode; go-amqp, azeventhubs). */
  readonly status: number;
  /** Never empty on an error: the JS client would show "[object Object]". */
  readonly description?: string | undefined;
  readonly condition?: string | undefined;
  /** Other application properties, encoded: keys and values in turn. */
  readonly properties?: readonly Buffer[];
  /** The encoded body; an answer without one has no body section at all (measured, not documented). */
  readonly body?: Buffer;
}

const fieldsBeforeCorrelationId = 5;

/** Encodes an answer to the request with that message-id. */
export function response(
  { status, description, condition, properties = [], body }: Response,
  messageId: Buffer | undefined,
): Buffer {
  const facts = [...properties, encode.string('status-code'), encode.int(status)];
  if (description !== undefined) facts.push(encode.string('status-description'), encode.string(description));
  if (condition !== undefined) facts.push(encode.string('error-condition'), encode.symbol(condition));
  const absent = Array.from({ length: fieldsBeforeCorrelationId }, () => encode.none);
  return Buffer.concat([
    encode.section(sectionCode.properties, encode.list([...absent, messageId ?? encode.none])),
    encode.section(sectionCode.applicationProperties, encode.map(facts)),
    body ? encode.section(sectionCode.value, body) : Buffer.alloc(0),
  ]);
}
