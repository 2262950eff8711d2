import { isRecord } from '../pipeline/tweet.ts';

/** For how long a service that is too busy (429, 503) asks to be left alone, in ms; undefined when it does not say. */
export function retryAfterMs(error: unknown, nowMs: number): number | undefined {
  const { statusCode, response } = fieldsOf(error);
  if (statusCode !== 429 && statusCode !== 503) return undefined;
  const { headers } = fieldsOf(response);
  const ms = Number(headerOf(headers, 'retry-after-ms') ?? headerOf(headers, 'x-ms-retry-after-ms'));
  return Number.isFinite(ms) && ms > 0 ? ms : msOf(headerOf(headers, 'retry-after'), nowMs);
}

/** Seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function msOf(text: string | undefined, nowMs: number): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

/** The SDK's headers have a method for it. */
function headerOf(headers: unknown, name: string): string | undefined {
  const { get } = fieldsOf(headers);
  const value: unknown = typeof get === 'function' ? Reflect.apply(get, headers, [name]) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
