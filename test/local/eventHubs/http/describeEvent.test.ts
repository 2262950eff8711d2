import { describe, expect, it } from '@jest/globals';
import { type Message, message, types } from 'rhea';
import { describeEvent, type EventDescription } from '../../../../local/eventHubs/http/describeEvent.ts';
import { type EventSections, eventSections } from '../../../../local/eventHubs/wire/eventSections.ts';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { anEvent } from '../support/anEvent.ts';

const position = { sequenceNumber: 5, offset: 80, enqueuedTime: 1000 };
const limits = { bodyBytes: 100, entries: 3, length: 20 };

const described = (sections: EventSections, more = limits): EventDescription =>
  describeEvent({ position, sections }, more);
const describedMessage = (sent: Message): EventDescription => described(eventSections(message.encode(sent)));
const rest = (hex: string): EventSections => ({
  ...anEvent(''),
  rest: Buffer.from(hex.replaceAll(' ', ''), 'hex'),
});

describe('an event', () => {
  it('is shown with its place, and all that its sender gave it', () => {
    const sent = {
      message_id: 'an id',
      content_type: 'text/plain',
      message_annotations: { 'x-opt-partition-key': 'key', own: types.wrap_long(7) },
      application_properties: { schema: 'tweet/1', retries: types.wrap_int(2) },
      body: message.data_section(Buffer.from('hello')),
    };
    expect(describedMessage(sent)).toEqual({
      sequenceNumber: 5,
      offset: '80',
      enqueuedTime: '1970-01-01T00:00:01.000Z',
      bytes: expect.any(Number),
      partitionKey: 'key',
      properties: {
        entries: [
          { name: 'message-id', type: 'string', value: 'an id' },
          { name: 'content-type', type: 'symbol', value: 'text/plain' },
        ],
        leftOut: 0,
      },
      applicationProperties: {
        entries: [
          { name: 'schema', type: 'string', value: 'tweet/1' },
          { name: 'retries', type: 'int', value: '2' },
        ],
        leftOut: 0,
      },
      messageAnnotations: {
        entries: [
          { name: 'x-opt-partition-key', type: 'string', value: 'key' },
          { name: 'own', type: 'long', value: '7' },
        ],
        leftOut: 0,
      },
      body: { kind: 'data', form: 'text', text: 'hello', bytes: 5, whole: true },
    });
  });

  it('is cut where it is long, which is said', () => {
    const application_properties = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, 'x'.repeat(21)]));
    const { applicationProperties } = describedMessage({ application_properties, body: null });
    expect(applicationProperties.entries[0]).toEqual({ name: 'a', type: 'string', value: 'x'.repeat(20), cut: true });
    expect([applicationProperties.entries.length, applicationProperties.leftOut]).toEqual([3, 2]);
  });

  it('may have properties of names that JavaScript knows', () => {
    const application_properties = JSON.parse('{"__proto__":"a","constructor":"b"}');
    expect(describedMessage({ application_properties, body: null }).applicationProperties.entries).toEqual([
      { name: '__proto__', type: 'string', value: 'a' },
      { name: 'constructor', type: 'string', value: 'b' },
    ]);
  });

  it('without a body has none', () => {
    expect(described(rest('')).body).toEqual({ kind: 'none', form: 'text', text: '', bytes: 0, whole: true });
  });
});

describe('a body', () => {
  it('of data is text when it is UTF-8 to its end, and hexadecimal when it is not', () => {
    expect(described(anEvent('ä')).body).toMatchObject({ form: 'text', text: 'ä', whole: true });
    expect(described(anEvent(Buffer.from('00ff41', 'hex'))).body).toMatchObject({ form: 'hex', text: '00ff41' });
    const late = Buffer.concat([Buffer.alloc(200, 'a'), Buffer.of(0xff)]);
    expect(described(anEvent(late)).body).toMatchObject({ form: 'hex', text: '61'.repeat(100), whole: false });
    const surrogate = Buffer.from('eda080', 'hex');
    expect(described(anEvent(surrogate)).body).toMatchObject({ form: 'hex', text: 'eda080' });
  });

  it('is cut between characters, and says how long it is', () => {
    const body = described(anEvent('a'.repeat(99) + '😀'.repeat(300))).body;
    expect(body).toEqual({ kind: 'data', form: 'text', text: 'a'.repeat(99), bytes: 1299, whole: false });
  });

  it('of several data sections is their bytes in a row', () => {
    expect(described(rest('005375a00161 005375a00162')).body).toMatchObject({ kind: 'data', text: 'ab', bytes: 2 });
  });

  it('that is a value or a sequence can be read', () => {
    expect(describedMessage({ body: 'text' }).body).toMatchObject({ kind: 'value', text: 'text', whole: true });
    expect(describedMessage({ body: types.wrap_map({ a: true }) }).body).toMatchObject({ text: '{"a": true}' });
    expect(described(rest('005376c00402 5401 41')).body).toMatchObject({
      kind: 'sequence',
      text: '[1, true]',
    });
  });
});

describe('an event that is no AMQP inside', () => {
  it.each([
    ['a section that is not described', '41'],
    ['a section of unknown type', '00a30161 40'],
    ['properties that end too early', '005373c0ff01'],
    ['a property of an unknown type', '005374c1 04 02 a100 3f'],
    ['a count beyond its map', '005374c1 04 ff a100 40'],
    ['a value of an unknown type', '0053773f'],
  ])('such as %s is shown with its place and the problem', (_, hex) => {
    const { sequenceNumber, body, problem } = described(rest(hex));
    expect([sequenceNumber, body]).toEqual([5, null]);
    expect(problem).toMatch(/\w/);
  });

  it('is shown though it says to hold 4 billion properties', () => {
    const { applicationProperties, problem } = described(rest('005374d1 0000000a ffffffff a10161 40 a10162 40'));
    expect(applicationProperties.entries.length + (problem === undefined ? 0 : 1)).toBeGreaterThan(0);
  });

  it('is shown whatever bytes it consists of', () => {
    const random = seededRandom('bytes of events');
    const base = message.encode({
      message_id: 'id',
      application_properties: {
        a: types.wrap_map({ b: [1, 'c', null] }),
        d: types.wrap_array([1, 2], 0x70, undefined),
      },
      body: types.wrap_map({ e: new Date(0) }),
    });
    for (let round = 0; round < scaled(20_000); round++) {
      const broken = Buffer.from(base);
      for (let flips = 1 + random.integer(4); flips > 0; flips--)
        broken[random.integer(broken.length)] = random.integer(256);
      const cutAt = random.integer(10) === 0 ? random.integer(broken.length) : broken.length;
      const sections = { ...anEvent(''), rest: broken.subarray(0, cutAt), annotations: broken, annotationItems: 2 };
      const found = described(sections);
      expect(JSON.stringify(found).length).toBeLessThan(10_000);
    }
  });
});
