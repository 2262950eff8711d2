import { describe, expect, it } from '@jest/globals';
import { message } from 'rhea';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';

/** AMQP 1.0 part 1, section 1.6; each value is read back by rhea. */
describe('encoding', () => {
  const readBack = (value: Buffer): unknown => message.decode(encode.section(0x77, value)).body;

  it.each([
    [encode.int(200), '71000000c8', 200],
    [encode.int(-1), '54ff', -1],
    [encode.int(127), '547f', 127],
    [encode.int(128), '7100000080', 128],
    [encode.long(-1), '55ff', -1],
    [encode.long(2 ** 40), '810000010000000000', 2 ** 40],
    [encode.long(-129), '81ffffffffffffff7f', -129],
    [encode.boolean(true), '41', true],
    [encode.string('é'), 'a102c3a9', 'é'],
    [encode.none, '40', null],
  ])('%s has its shortest form', (value, hex, meaning) => {
    expect(value.toString('hex')).toBe(hex);
    expect(readBack(value)).toEqual(meaning);
  });

  it('goes wide beyond 255 bytes', () => {
    expect(readBack(encode.string('x'.repeat(256)))).toBe('x'.repeat(256));
    expect(readBack(encode.map([encode.string('k'), encode.string('x'.repeat(254))]))).toEqual({ k: 'x'.repeat(254) });
    expect(readBack(encode.list(Array.from({ length: 300 }, () => encode.int(1))))).toHaveLength(300);
  });

  it('writes partition ids as an array of str32', () => {
    expect(encode.stringArray(['0', '1']).toString('hex')).toBe('e00c02b100000001300000000131');
    const ids = Array.from({ length: 100 }, (_, index) => String(index));
    expect(readBack(encode.stringArray(ids))).toEqual(ids);
  });
});
