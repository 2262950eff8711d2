/** How one AMQP type of fixed or counted length is read, from `content` to `end`. */
interface Scalar {
  readonly type: string;
  readonly text: (bytes: Buffer) => string;
}

const scalar = (type: string, text: (bytes: Buffer) => string): Scalar => ({ type, text });
const constant = (type: string, text: string): Scalar => scalar(type, () => text);
const hex = (bytes: Buffer): string => bytes.toString('hex');
const utf8 = (bytes: Buffer): string => bytes.toString('utf8');
const signed = (bytes: Buffer): string => String(bytes.readIntBE(0, bytes.length));
const unsigned = (bytes: Buffer): string => String(bytes.readUIntBE(0, bytes.length));

/** By format code: https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-types-v1.0-os.html#section-primitive-type-definitions */
const scalars: ReadonlyMap<number, Scalar> = new Map([
  [0x40, constant('null', 'null')],
  [0x41, constant('boolean', 'true')],
  [0x42, constant('boolean', 'false')],
  [0x43, constant('uint', '0')],
  [0x44, constant('ulong', '0')],
  [0x50, scalar('ubyte', unsigned)],
  [0x51, scalar('byte', signed)],
  [0x52, scalar('uint', unsigned)],
  [0x53, scalar('ulong', unsigned)],
  [0x54, scalar('int', signed)],
  [0x55, scalar('long', signed)],
  [0x56, scalar('boolean', (bytes) => String(bytes[0] === 1))],
  [0x60, scalar('ushort', unsigned)],
  [0x61, scalar('short', signed)],
  [0x70, scalar('uint', unsigned)],
  [0x71, scalar('int', signed)],
  [0x72, scalar('float', (bytes) => String(bytes.readFloatBE()))],
  [0x73, scalar('char', charText)],
  [0x74, scalar('decimal32', hex)],
  [0x80, scalar('ulong', (bytes) => String(bytes.readBigUInt64BE()))],
  [0x81, scalar('long', (bytes) => String(bytes.readBigInt64BE()))],
  [0x82, scalar('double', (bytes) => String(bytes.readDoubleBE()))],
  [0x83, scalar('timestamp', timestampText)],
  [0x84, scalar('decimal64', hex)],
  [0x94, scalar('decimal128', hex)],
  [0x98, scalar('uuid', (bytes) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))],
  [0xa0, scalar('binary', hex)],
  [0xb0, scalar('binary', hex)],
  [0xa1, scalar('string', utf8)],
  [0xb1, scalar('string', utf8)],
  [0xa3, scalar('symbol', utf8)],
  [0xb3, scalar('symbol', utf8)],
]);

/** The reading of a format code; undefined for lists, maps, arrays and codes that do not exist. */
export function scalarOf(code: number): Scalar | undefined {
  return scalars.get(code);
}

function charText(bytes: Buffer): string {
  const codePoint = bytes.readUInt32BE();
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : hex(bytes);
}

/** ISO 8601; the bare number of milliseconds where no date is that far away. */
function timestampText(bytes: Buffer): string {
  const milliseconds = bytes.readBigInt64BE();
  const date = new Date(Number(milliseconds));
  return Number.isNaN(date.getTime()) ? String(milliseconds) : date.toISOString();
}
