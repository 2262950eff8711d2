import type { ColumnValue, Entity } from './entity.ts';

/**
 * At most how many bytes an entity takes in the body of a transaction, as the client for JavaScript writes it in ASCII:
 * headers of its own, a URL with both keys, and JSON. Measured, not documented.
 */
export function encodedBytes(entity: Entity): number {
  const { partitionKey, rowKey } = entity;
  let bytes = headerBytes + urlKeyBytes(partitionKey) + urlKeyBytes(rowKey);
  for (const name in entity) {
    const value = entity[name];
    if (value !== undefined) bytes += 8 + name.length * escapedUnitBytes + valueBytes(name, value);
  }
  return bytes;
}

/** 223, and the URL without the keys: an endpoint of a custom domain, or a table's name of 63 characters, is long. */
const headerBytes = 223 + 512;
/** `\u1234` */
const escapedUnitBytes = 6;
/** `%F0` for each byte of UTF-8, of which one UTF-16 unit takes three at most. */
const encodedUnitBytes = 9;

/** Of the value, and where its type is to be said, of a second name and the type. */
function valueBytes(name: string, value: ColumnValue): number {
  if (typeof value === 'string') return value.length <= shortText ? value.length * escapedUnitBytes : jsonBytes(value);
  if (typeof value === 'bigint' || typeof value === 'object') return 64 + name.length * escapedUnitBytes;
  return 32;
}

/** A hundred rows with every column this long, and each unit escaped, would not fill a request. */
const shortText = 500;

function jsonBytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1)
    bytes += isWrittenAsItIs(text.charCodeAt(index)) ? 1 : escapedUnitBytes;
  return bytes;
}

/** A quote and a backslash take two bytes, a control or anything beyond ASCII up to six. */
function isWrittenAsItIs(unit: number): boolean {
  return unit >= 0x20 && unit < 0x80 && unit !== 0x22 && unit !== 0x5c;
}

function urlKeyBytes(key: string): number {
  return /^[\w.-]*$/.test(key) ? key.length : key.length * encodedUnitBytes;
}
