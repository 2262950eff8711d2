import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import { message as rheaMessage, types } from 'rhea';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { eventMessage } from '../../../../local/eventHubs/wire/eventMessage.ts';
import { MalformedMessageError } from '../../../../local/eventHubs/wire/malformedMessageError.ts';
import { batchMessageFormat, publication } from '../../../../local/eventHubs/wire/publication.ts';

const position = { sequenceNumber: 300, offset: 4096, enqueuedTime: 1_767_225_600_000 };
const data = (content: Buffer): Buffer => {
  const head = Buffer.from('b000000000', 'hex');
  head.writeUInt32BE(content.length, 1);
  return encode.section(0x75, Buffer.concat([head, content]));
};
const annotations = (...entries: readonly Buffer[]): Buffer => encode.section(0x72, encode.map(entries));
const key = (value: string): readonly Buffer[] => [encode.symbol('x-opt-partition-key'), encode.string(value)];

describe('what a producer sends', () => {
  it('as one message of format 0 is one event', () => {
    const { events, partitionKey } = publication(Buffer.concat([annotations(...key('k')), data(Buffer.from('x'))]), 0);
    expect(partitionKey).toBe('k');
    expect(events).toHaveLength(1);
    expect(events[0]?.rest).toEqual(data(Buffer.from('x')));
  });

  it('as a batch is one event per data section of the envelope', () => {
    const envelope = Buffer.concat(['a', 'b', 'c'].map((body) => data(data(Buffer.from(body)))));
    const { events } = publication(envelope, batchMessageFormat);
    expect(events.map(({ rest }) => rest)).toEqual(['a', 'b', 'c'].map((body) => data(Buffer.from(body))));
  });

  it('is malformed when an event of it ends beyond its data section, also where the batch goes on', () => {
    const event = data(Buffer.from('abc'));
    event.writeUInt32BE(4, 4);
    const envelope = Buffer.concat([data(event), data(data(Buffer.from('d')))]);
    expect(() => publication(envelope, batchMessageFormat)).toThrow(MalformedMessageError);
  });

  it('keeps a header byte for byte, an empty one too, as the JS client sends it', () => {
    const headers = ['00537045', '00537040', '005370c0020141', '00800000000000000070c00101'].map((hex) =>
      Buffer.from(hex, 'hex'),
    );
    const events = headers.map((header) => data(Buffer.concat([header, data(Buffer.from('x'))])));
    const kept = publication(Buffer.concat(events), batchMessageFormat).events;
    expect(kept.map(({ header }) => header)).toEqual(headers);
    expect(kept.map(({ rest }) => rest)).toEqual(headers.map(() => data(Buffer.from('x'))));
  });

  it("lends the envelope's key to events without one, and to those alone", () => {
    const other = Buffer.concat([annotations(...key('own')), data(Buffer.from('b'))]);
    const envelope = Buffer.concat([annotations(...key('lent')), data(data(Buffer.from('a'))), data(other)]);
    const keys = publication(envelope, batchMessageFormat).events.map(
      (event) => rheaMessage.decode(eventMessage(event, position)).message_annotations['x-opt-partition-key'],
    );
    expect(keys).toEqual(['lent', 'own']);
  });

  it("loses delivery annotations and another service's annotations, and keeps the sender's own in order", () => {
    const sent = Buffer.concat([
      encode.section(0x71, encode.map([encode.symbol('hop'), encode.int(1)])),
      annotations(
        encode.symbol('x-first'),
        encode.int(1),
        encode.symbol('x-opt-offset'),
        encode.string('lie'),
        ...key('k'),
      ),
      data(Buffer.from('x')),
    ]);
    const [event] = publication(sent, 0).events;
    expect(event?.annotationItems).toBe(4);
    expect(event?.annotations).toEqual(Buffer.concat([...key('k'), encode.symbol('x-first'), encode.int(1)]));
  });

  it('understands symbolic and wide descriptors', () => {
    const symbolic = Buffer.concat([Buffer.of(0x00), encode.symbol('amqp:data:binary'), Buffer.from('a00178', 'hex')]);
    const wide = Buffer.from('00800000000000000075a00178', 'hex');
    expect(
      publication(Buffer.concat([data(symbolic), data(wide)]), batchMessageFormat).events.map(({ rest }) => rest),
    ).toEqual([symbolic, wide]);
  });

  it('comes back from rhea as it went in, whatever its properties', () => {
    fastCheck.assert(
      fastCheck.property(
        fastCheck.dictionary(
          fastCheck.string({ minLength: 1 }),
          fastCheck.oneof(fastCheck.string(), fastCheck.integer({ min: 0 }), fastCheck.boolean()),
        ),
        fastCheck.uint8Array({ maxLength: 2000 }),
        (application_properties, body) => {
          fastCheck.pre(!Object.hasOwn(application_properties, '__proto__'));
          const sent = rheaMessage.encode({
            application_properties,
            body: rheaMessage.data_section(Buffer.from(body)),
          });
          const [event] = publication(sent, 0).events;
          if (!event) throw new Error('No event came out.');
          const received = rheaMessage.decode(eventMessage(event, position));
          expect(received.application_properties ?? {}).toEqual(application_properties);
          expect(received.body.content).toEqual(Buffer.from(body));
          expect(received.message_annotations['x-opt-sequence-number']).toBe(300);
          expect(received.message_annotations['x-opt-offset']).toBe('4096');
        },
      ),
    );
  });

  it('is refused by MalformedMessageError, never by another error, whatever the bytes', () => {
    fastCheck.assert(
      fastCheck.property(
        fastCheck.uint8Array({ maxLength: 200 }),
        fastCheck.constantFrom(0, batchMessageFormat),
        (bytes, format) => {
          try {
            publication(Buffer.concat([Buffer.from('0053', 'hex'), Buffer.from(bytes)]), format);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedMessageError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('has annotations beyond 255 bytes in a wide map', () => {
    const sent = Buffer.concat([
      annotations(encode.symbol('x-long'), encode.string('y'.repeat(400))),
      data(Buffer.from('x')),
    ]);
    const [event] = publication(sent, 0).events;
    const received = event && rheaMessage.decode(eventMessage(event, position));
    expect(received?.message_annotations['x-long']).toBe('y'.repeat(400));
  });

  it('reads what rhea writes for typed annotations', () => {
    const sent = rheaMessage.encode({
      message_annotations: { 'x-time': types.wrap_timestamp(5), 'x-list': [1, 'two'] },
      body: 'x',
    });
    const [event] = publication(sent, 0).events;
    const received = event && rheaMessage.decode(eventMessage(event, position));
    expect(received?.message_annotations['x-time']).toEqual(new Date(5));
    expect(received?.message_annotations['x-list']).toEqual([1, 'two']);
  });
});
