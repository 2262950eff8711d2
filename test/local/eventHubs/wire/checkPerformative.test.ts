import { describe, expect, it } from '@jest/globals';
import { checkPerformative } from '../../../../local/eventHubs/wire/checkPerformative.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { MalformedMessageError } from '../../../../local/eventHubs/wire/malformedMessageError.ts';
import { frameBytes, performative } from '../support/rawClient.ts';

const [zero, name, no, none] = [Buffer.of(0x43), encode.string('a'), encode.boolean(false), encode.none];
const source = (...fields: readonly Buffer[]): Buffer => encode.section(0x28, encode.list(fields));
const attach = (...rest: readonly Buffer[]): Buffer => frameBytes(0, performative.attach, [name, zero, no, ...rest]);
const sasl = (code: number, ...fields: readonly Buffer[]): Buffer => {
  const frame = frameBytes(0, code, fields);
  frame[5] = 1;
  return frame;
};

describe('checking a performative (AMQP 1.0 part 2, section 2.7)', () => {
  it.each([
    ['one with no more than what must be there', frameBytes(0, performative.open, [name])],
    ['nulls in place of what may be left out', attach(none, none, none, none, none)],
    ['numbers of any width up to 32 bits', frameBytes(0, performative.detach, [Buffer.from('70000000ff', 'hex')])],
    [
      'one symbol, or an array of them',
      frameBytes(0, performative.open, [name, none, none, none, none, encode.symbol('en')]),
    ],
    ['a source with an address', attach(none, none, source(encode.string('hub')))],
    [
      'a terminus that is not known, such as a coordinator',
      attach(none, none, none, encode.section(0x30, encode.list([]))),
    ],
    [
      'any outcome',
      frameBytes(0, performative.disposition, [no, zero, none, no, encode.section(0x24, encode.list([]))]),
    ],
    ['a descriptor of eight bytes', Buffer.from('0000001302000000008000000000000000 1745'.replace(' ', ''), 'hex')],
    ['the beginning of SASL', sasl(0x41, encode.symbol('ANONYMOUS'))],
    ['an empty frame', Buffer.from('0000000802000000', 'hex')],
  ])('takes %s', (_, frame) => expect(checkPerformative(frame)).toBeUndefined());

  it.each([
    ['one that is not known', frameBytes(0, 0x19, [])],
    ['one that is not described', Buffer.from('000000090200000045', 'hex')],
    ['one that is described by a list', Buffer.from('0000000b02000000004545', 'hex')],
    ['one that is a string in place of a list', Buffer.from('0000000d020000000053 10a100'.replace(' ', ''), 'hex')],
    ['one without what must be there', frameBytes(0, performative.attach, [name, zero])],
    ['null in place of what must be there', frameBytes(0, performative.open, [none])],
    ['more fields than there are', frameBytes(0, performative.end, [none, none])],
    ['a text in place of a number', frameBytes(0, performative.detach, [name])],
    [
      'a number of 64 bits for a handle',
      frameBytes(0, performative.detach, [Buffer.from('80ffffffffffffffff', 'hex')]),
    ],
    ['a described number', frameBytes(0, performative.detach, [Buffer.from('00531052ff', 'hex')])],
    ['a map in place of an address', attach(none, none, source(encode.map([])))],
    ['a source that is a string', attach(none, none, encode.section(0x28, encode.string('hub')))],
    ['an error without a condition', frameBytes(0, performative.close, [encode.section(0x1d, encode.list([]))])],
    ['an answer that SASL did not ask for', sasl(0x43, Buffer.from('a000', 'hex'))],
    ['a SASL performative among others', frameBytes(0, 0x41, [encode.symbol('PLAIN')])],
  ])('refuses %s', (_, frame) => expect(() => checkPerformative(frame)).toThrow(MalformedMessageError));
});
