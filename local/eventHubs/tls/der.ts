/** As much of DER (ITU-T X.690) as a certificate is written with: each function returns an encoded value. */

export function sequence(...items: readonly Buffer[]): Buffer {
  return encoded(0x30, ...items);
}

export function set(...items: readonly Buffer[]): Buffer {
  return encoded(0x31, ...items);
}

/** Of bytes, most significant first; never negative. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.of(0) : bytes.subarray(first);
  return encoded(0x02, (digits[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), digits]) : digits);
}

export function boolean(value: boolean): Buffer {
  return encoded(0x01, Buffer.of(value ? 0xff : 0));
}

export function bitString(bytes: Buffer): Buffer {
  return encoded(0x03, Buffer.of(0), bytes);
}

export function octetString(bytes: Buffer): Buffer {
  return encoded(0x04, bytes);
}

export function utf8String(text: string): Buffer {
  return encoded(0x0c, Buffer.from(text));
}

/** An object identifier, such as `2.5.29.17`. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return encoded(0x06, Buffer.from([40 * first + second, ...rest.flatMap(base128)]));
}

/** To the second; two-digit years up to 2049 and four digits after, as RFC 5280 wants it (section 4.1.2.5). */
export function time(milliseconds: number): Buffer {
  const digits = `${new Date(milliseconds).toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;
  return digits < '2050' ? encoded(0x17, Buffer.from(digits.slice(2))) : encoded(0x18, Buffer.from(digits));
}

/** A value whose tag says its place in what holds it. */
export function tagged(tag: number, content: Buffer, kind: 'constructed' | 'primitive'): Buffer {
  return encoded((kind === 'constructed' ? 0xa0 : 0x80) | tag, content);
}

function encoded(tag: number, ...items: readonly Buffer[]): Buffer {
  const content = Buffer.concat(items);
  return Buffer.concat([Buffer.of(tag), length(content.length), content]);
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.of(bytes);
  if (bytes < 0x100) return Buffer.of(0x81, bytes);
  return Buffer.of(0x82, bytes >> 8, bytes & 0xff);
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift(0x80 | (rest & 0x7f));
  return digits;
}
