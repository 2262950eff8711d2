/**
 * AMQP 1.0 values as bytes, each in its shortest form, as the service writes them (AMQP 1.0 part 1, section 1.6).
 * rhea's own encoder chooses types by JavaScript's: it writes 200 as uint where .NET and Go insist on int.
 */
export const none = Buffer.of(0x40);

export function boolean(value: boolean): Buffer {
  return Buffer.of(value ? 0x41 : 0x42);
}

export function int(value: number): Buffer {
  if (value >= -128 && value <= 127) return Buffer.of(0x54, value & 0xff);
  const bytes = Buffer.alloc(5, 0x71);
  bytes.writeInt32BE(value, 1);
  return bytes;
}

/** Whole numbers up to 2^53: sequence numbers and times never reach beyond. */
export function long(value: number): Buffer {
  return value >= -128 && value <= 127 ? Buffer.of(0x55, value & 0xff) : wide(0x81, value);
}

/** Milliseconds since 1970. */
export function timestamp(value: number): Buffer {
  return wide(0x83, value);
}

export function string(value: string): Buffer {
  return variable(0xa1, Buffer.from(value, 'utf8'));
}

export function symbol(value: string): Buffer {
  return variable(0xa3, Buffer.from(value, 'ascii'));
}

/** Keys and values in turn, already encoded. */
export function map(entries: readonly Buffer[]): Buffer {
  return compound(0xc1, entries.length, Buffer.concat(entries));
}

export function list(items: readonly Buffer[]): Buffer {
  return items.length === 0 ? Buffer.of(0x45) : compound(0xc0, items.length, Buffer.concat(items));
}

/** An array of str32, the form in which the service lists partition ids (measured, not documented). */
export function stringArray(values: readonly string[]): Buffer {
  const items = values.map((value) => {
    const text = Buffer.from(value, 'utf8');
    const size = Buffer.alloc(4);
    size.writeUInt32BE(text.length);
    return Buffer.concat([size, text]);
  });
  return compound(0xe0, values.length, Buffer.concat([Buffer.of(0xb1), ...items]));
}

/** A section of a message: `code` 0x70 to 0x78 (AMQP 1.0 part 3, section 3.2). */
export function section(code: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x00, 0x53, code), value]);
}

function wide(code: number, value: number): Buffer {
  const bytes = Buffer.alloc(9, code);
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

function variable(shortCode: number, content: Buffer): Buffer {
  if (content.length <= 255) return Buffer.concat([Buffer.of(shortCode, content.length), content]);
  const head = Buffer.alloc(5, shortCode | 0x10);
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

function compound(shortCode: number, count: number, content: Buffer): Buffer {
  if (content.length + 1 <= 255 && count <= 255) {
    return Buffer.concat([Buffer.of(shortCode, content.length + 1, count), content]);
  }
  const head = Buffer.alloc(9, shortCode | 0x10);
  head.writeUInt32BE(content.length + 4, 1);
  head.writeUInt32BE(count, 5);
  return Buffer.concat([head, content]);
}
