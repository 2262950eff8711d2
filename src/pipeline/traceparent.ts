const form = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Gives that many random bytes as lower-case hex. */
export type RandomHex = (bytes: number) => string;

/**
 * The W3C trace context of one event: the trace of the run that publishes it, and a span of its own. Without a parent,
 * or with one that cannot be read, a new trace begins. https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function traceparent(parent: string | undefined, randomHex: RandomHex): string {
  const [, traceId = randomHex(16), flags = '01'] = form.exec(parent ?? '') ?? [];
  return `00-${traceId}-${randomHex(8)}-${flags}`;
}

/** The trace that a W3C trace context belongs to; undefined when it is none. */
export function traceIdOf(parent: string): string | undefined {
  return form.exec(parent)?.[1];
}
