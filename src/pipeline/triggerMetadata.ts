import { latestTimeMs } from './textId.ts';
import { isRecord } from './tweet.ts';

/** Bodies and metadata of an invocation that do not fit together. Nothing of the batch was stored. */
export class InvalidBatchError extends Error {
  readonly code = 'invalid-batch';
  override readonly name = 'InvalidBatchError';
}

/** Hub, consumer group and partition of a batch. */
export interface BatchSource {
  readonly hub: string;
  readonly consumerGroup: string;
  readonly partition: string;
}

const hubForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,255}$/;
const groupForm = /^[A-Za-z0-9$][A-Za-z0-9._-]{0,255}$/;
const partitionForm = /^[0-9]{1,9}$/;

/** Throws InvalidBatchError when the context names no hub, group or partition. Names of hubs do not depend on case. */
export function sourceOf(metadata: Readonly<Record<string, unknown>> | undefined): BatchSource {
  const context = isRecord(metadata?.partitionContext) ? metadata.partitionContext : {};
  return {
    hub: named(context, 'eventHubName', hubForm).toLowerCase(),
    consumerGroup: named(context, 'consumerGroup', groupForm),
    partition: named(context, 'partitionId', partitionForm),
  };
}

function named(context: Readonly<Record<string, unknown>>, key: string, form: RegExp): string {
  // An id of digits may arrive as a number: the host parses texts that look like JSON.
  const value = String(context[key]);
  if (context[key] !== undefined && form.test(value)) return value;
  throw new InvalidBatchError(`The trigger's partitionContext.${key} is ${shown(context[key])}, which names nothing.`);
}

/**
 * Reads an array of the metadata that has one value per event, and gives the value of an index. Throws
 * InvalidBatchError when the array is missing, has another length, or holds a value that `parse` refuses.
 */
export function columnOf(metadata: Readonly<Record<string, unknown>>, count: number) {
  return <T>(name: string, parse: (value: unknown) => T | undefined): ((index: number) => T) => {
    const values = metadata[name];
    if (!Array.isArray(values) || values.length !== count) {
      const found = Array.isArray(values) ? `${values.length} values` : 'no array';
      throw new InvalidBatchError(`The trigger handed over ${count} events and ${found} in ${name}.`);
    }
    return (index) => {
      const parsed = parse(values[index]);
      if (parsed !== undefined) return parsed;
      throw new InvalidBatchError(`The trigger's ${name}[${index}] is ${shown(values[index])}, which has no meaning.`);
    };
  };
}

/**
 * A number, or its 64 bits as `{ low, high, unsigned }`, as some worker builds send it.
 * https://github.com/Azure/azure-functions-nodejs-worker/issues/844
 */
export function parseSequenceNumber(value: unknown): number | undefined {
  const number = isLong(value) ? value.high * 2 ** 32 + (value.low >>> 0) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

function isLong(value: unknown): value is { readonly low: number; readonly high: number } {
  return isRecord(value) && typeof value.low === 'number' && typeof value.high === 'number';
}

export function parseOffset(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** ISO text, in UTC also where it does not say so: the host's text has no `Z`. Cut to milliseconds. */
export function parseEnqueuedTime(value: unknown): Date | undefined {
  const [, , zone] = typeof value === 'string' ? (timeForm.exec(value) ?? []) : [];
  if (typeof value !== 'string' || !timeForm.test(value)) return undefined;
  const time = new Date(zone === undefined ? `${value}Z` : value);
  return time.getTime() >= 0 && time.getTime() <= latestTimeMs ? time : undefined;
}

/** An event without properties may have null for them. */
export function parseProperties(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return value === null || value === undefined ? {} : isRecord(value) ? value : undefined;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 100);
}
