import type { StartPosition } from '../meaning/startPosition.ts';

/** The key of the filter among a source's filters. Source: azure-sdk-for-js, event-hubs/src/partitionReceiver.ts. */
export const selectorFilterName = 'apache.org:selector-filter:string';

/** The descriptor under which the service sends the filter back (measured, not documented). */
export const echoedFilterDescriptor = 0x137000000a;

const comparison =
  /^\s*amqp\.annotation\.(x-opt-offset|x-opt-sequence-number|x-opt-enqueued-time)\s*(>=|>)\s*'([^']*)'\s*$/;
const wholeNumber = /^-?\d{1,19}$/;
const kinds = {
  'x-opt-offset': 'offset',
  'x-opt-sequence-number': 'sequenceNumber',
  'x-opt-enqueued-time': 'enqueuedTime',
} as const;

/**
 * Reads where a reader wants to begin, such as `amqp.annotation.x-opt-offset > '-1'`; undefined when it cannot be read.
 * Without a filter a reader begins with the oldest event.
 */
export function parseSelectorFilter(filter: string | undefined): StartPosition | undefined {
  if (filter === undefined) return { at: 'earliest' };
  const [, annotation, comparator, value = ''] = comparison.exec(filter) ?? [];
  const at = kindOf(annotation);
  if (at === undefined) return undefined;
  if (at === 'offset' && value === '@latest') return { at: 'latest' };
  if (!wholeNumber.test(value)) return undefined;
  const number = Number(value);
  if (at !== 'enqueuedTime' && number === -1) return { at: 'earliest' };
  return { at, value: number, inclusive: comparator === '>=' };
}

function kindOf(annotation: string | undefined): (typeof kinds)[keyof typeof kinds] | undefined {
  if (annotation === 'x-opt-offset' || annotation === 'x-opt-sequence-number' || annotation === 'x-opt-enqueued-time') {
    return kinds[annotation];
  }
  return undefined;
}
