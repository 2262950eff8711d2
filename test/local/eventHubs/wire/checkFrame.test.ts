import { describe, expect, it } from '@jest/globals';
import { checkFrame } from '../../../../local/eventHubs/wire/checkFrame.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { MalformedMessageError } from '../../../../local/eventHubs/wire/malformedMessageError.ts';
import { frameBytes, performative } from '../support/rawClient.ts';

const frame = (...values: readonly string[]): Buffer =>
  frameBytes(
    0,
    performative.open,
    values.map((value) => Buffer.from(value, 'hex')),
  );

describe('checking a frame', () => {
  it.each([
    ['an array of few values without bytes', frame('e0020341')],
    ['an array of described values', frame('e00702005305500102')],
    ['an array of strings', frame(encode.stringArray(['a', 'bc']).toString('hex'))],
    ['a map in a list', frame(encode.list([encode.map([encode.symbol('a'), encode.int(1)])]).toString('hex'))],
    ['a payload of any bytes', Buffer.concat([frame('40'), Buffer.from('ffff', 'hex')])],
    ['no performative, as a heartbeat has none', Buffer.from('0000000802000000', 'hex')],
  ])('takes %s', (_, bytes) => expect(checkFrame(bytes)).toBeUndefined());

  it.each([
    [
      'more values without bytes than 1000, in several arrays',
      frame(...Array.from({ length: 4 }, () => 'e002ff40'), 'e002ff40'),
    ],
    ['an array of 4 billion nulls', frame('f000000005ffffffff40')],
    ['an array with more strings than it has bytes for', frame('e00403a1016100')],
    ['a list in an array that ends beyond it', frame('e00501c0030140')],
    ['descriptors without end', Buffer.concat([Buffer.from('0000100802000000', 'hex'), Buffer.alloc(4096)])],
    ['a head longer than the frame', Buffer.from('00000008ff000000', 'hex')],
  ])('refuses %s', (_, bytes) => expect(() => checkFrame(bytes)).toThrow(MalformedMessageError));
});
