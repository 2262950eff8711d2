import type { ColumnValue, Entity } from './entity.ts';

/**
 * At most how many bytes an entity takes in the body of a transaction, as the client for JavaScript writes it in ASCII:
 * headers of its own, a URL with both keys, and JSON. Measured, not documented.
 */
export function encodedBytes(entity: Entity): number {
  const { partitionKey, rowKey } = entity;
  let bytes = headerBytes + urlKeyBytes(partitionKey) + urlKeyBytes(rowKey);
  for (const name in entity) bytes += 8 + name.length * escapedUnitBytes + valueBytes(name, entity[name]);
  return bytes;
}

/** 223, and the URL without the keys: an endpoint of a custom domain, or a table's name of 63 characters, is long. */
const headerBytes = 223 + 512;
/** `\u1234` */
const escapedUnitBytes = 6;
/** `%F0` for each byte of UTF-8, of which one UTF-16 unit takes three at most. */
const encodedUnitBytes = 9;

function urlKeyBytes(key: string): number {
  return isPlain(key) ? key.length : key.length * encodedUnitBytes;
}

/** Of the value, and where its type is to be said, of a second name and the type. */
function valueBytes(name: string, value: ColumnValue | undefined): number {
  if (typeof value === 'string') return jsonBytes(value);
  if (typeof value === 'bigint' || value instanceof Date) return 64 + name.length * escapedUnitBytes;
  return 32;
}

function jsonBytes(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // A quote or a backslash takes two; counting them as six keeps this a single comparison for most units.
    if (unit < 0x20 || unit > 0x7f || unit === 0x22 || unit === 0x5c) bytes += escapedUnitBytes - 1;
  }
  return bytes;
}

function isPlain(key: string): boolean {
  return /^[\w.-]*$/.test(key);
}
