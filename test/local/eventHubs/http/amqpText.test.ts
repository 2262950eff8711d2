import { describe, expect, it } from '@jest/globals';
import { message, types } from 'rhea';
import { amqpText } from '../../../../local/eventHubs/http/amqpText.ts';
import { MalformedMessageError } from '../../../../local/eventHubs/wire/malformedMessageError.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const read = (hex: string, maxLength = 100): readonly [string, string] => {
  const { type, text } = amqpText(bytes(hex), 0, maxLength);
  return [type, text];
};

// https://docs.oasis-open.org/amqp/core/v1.0/os/amqp-core-types-v1.0-os.html#section-primitive-type-definitions
describe('an AMQP value', () => {
  it.each([
    ['40', 'null', 'null'],
    ['41', 'boolean', 'true'],
    ['56 00', 'boolean', 'false'],
    ['50 ff', 'ubyte', '255'],
    ['60 ffff', 'ushort', '65535'],
    ['70 ffffffff', 'uint', '4294967295'],
    ['52 ff', 'uint', '255'],
    ['43', 'uint', '0'],
    ['80 ffffffffffffffff', 'ulong', '18446744073709551615'],
    ['53 ff', 'ulong', '255'],
    ['44', 'ulong', '0'],
    ['51 ff', 'byte', '-1'],
    ['61 8000', 'short', '-32768'],
    ['71 80000000', 'int', '-2147483648'],
    ['54 ff', 'int', '-1'],
    ['81 8000000000000000', 'long', '-9223372036854775808'],
    ['55 80', 'long', '-128'],
    ['72 3fc00000', 'float', '1.5'],
    ['82 7ff8000000000000', 'double', 'NaN'],
    ['74 01020304', 'decimal32', '01020304'],
    ['73 0001f600', 'char', '😀'],
    ['73 00110000', 'char', '00110000'],
    ['83 0000000000000000', 'timestamp', '1970-01-01T00:00:00.000Z'],
    ['83 7fffffffffffffff', 'timestamp', '9223372036854775807'],
    ['98 00112233445566778899aabbccddeeff', 'uuid', '00112233-4455-6677-8899-aabbccddeeff'],
    ['a0 02 00ff', 'binary', '00ff'],
    ['b0 00000001 41', 'binary', '41'],
    ['a1 02 c3a4', 'string', 'ä'],
    ['b3 00000001 61', 'symbol', 'a'],
    ['45', 'list', '[]'],
    ['c0 06 02 5401 a10161', 'list', '[1, "a"]'],
    ['d1 0000000b 00000002 a103616263 5401', 'map', '{"abc": 1}'],
    ['e0 04 02 54 0102', 'array', '[1, 2]'],
    ['f0 00000005 00000002 41', 'array', '[true, true]'],
    ['00 a301 61 5405', 'described', 'a(5)'],
    ['00 53 24 45', 'described', '36([])'],
  ])('%s is shown as %s %s', (hex, type, text) => {
    expect(read(hex)).toEqual([type, text]);
  });

  it('that nests is shown whole, whatever library wrote it', () => {
    const value = { list: [1, null, { deeper: [true] }], text: 'quo"te' };
    const encoded = message.encode({ body: types.wrap_map(value) });
    const { type, text, whole } = amqpText(encoded, encoded.indexOf(bytes('005377')) + 3, 1000);
    expect([type, whole]).toEqual(['map', true]);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('that is longer than asked is cut, and never within a character', () => {
    expect(amqpText(bytes('a1 08 6161 f09f9880 6161'), 0, 3)).toEqual({ type: 'string', text: 'aa', whole: false });
    expect(amqpText(bytes('a1 03 616161'), 0, 3)).toEqual({ type: 'string', text: 'aaa', whole: true });
  });

  it('costs no more than what is shown of it, though it says to hold 4 billion items that take no bytes', () => {
    const { text, whole } = amqpText(bytes('f0 00000005 ffffffff 40'), 0, 20);
    expect([text, whole]).toEqual(['[null, null, null, n', false]);
  });

  it('is shown down to sixteen levels: what bytes nest, calls would nest', () => {
    const deep = Buffer.concat([...Array.from({ length: 100 }, () => bytes('00 53 01')), bytes('40')]);
    const { text } = amqpText(deep, 0, 1000);
    expect(text).toBe(`${'1('.repeat(17)}…${')'.repeat(17)}`);
  });

  it.each([
    ['of an unknown type', '3f'],
    ['of a type without bytes that does not exist', 'c0 02 01 4f'],
    ['that ends too early', 'a1 05 61'],
    ['whose items end beyond it', 'c0 02 01 a1ff'],
    ['whose array ends before its elements do', 'e0 03 05 54 01 02030405'],
    ['without an end to its descriptors', '00 00 00 00'],
    ['of no bytes', ''],
  ])('%s is refused', (_, hex) => {
    expect(() => read(hex)).toThrow(MalformedMessageError);
  });
});
