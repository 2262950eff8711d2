/** Bytes that are no AMQP message. `code` is the AMQP condition to answer with (AMQP 1.0 part 2, section 2.8.14). */
export class MalformedMessageError extends Error {
  readonly code = 'amqp:decode-error';
}
