import { dotNetTime } from '../dotNetTime.ts';

/**
 * JSON of a dictionary of AMQP values as Newtonsoft writes it: times as ISO texts in UTC, bytes as Base64, integers beyond
 * JavaScript's as their digits. Undefined members become null.
 */
export function dotNetJson(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return JSON.stringify(dotNetTime(value.getTime(), 'Z'));
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('base64'));
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(dotNetJson).join(',')}]`;
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${dotNetJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
