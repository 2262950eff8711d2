import { describe, expect, it } from '@jest/globals';
import { eventBatch } from '../../src/pipeline/eventBatch.ts';
import { InvalidBatchError } from '../../src/pipeline/triggerMetadata.ts';
import { anInvocation } from '../support/anInvocation.ts';

const bodies = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(`body ${index}`));
const firstEvent = (metadata: Readonly<Record<string, unknown>>) =>
  eventBatch(bodies(1), anInvocation(1, metadata)).events[0];

describe('the batch of an invocation', () => {
  it('has the events with their positions, in order', () => {
    const batch = eventBatch(bodies(2), anInvocation(2));
    expect(batch).toMatchObject({ hub: 'tweets', consumerGroup: 'store', partition: '2', attempt: 1 });
    expect(batch.events).toMatchObject([
      { hub: 'tweets', partition: '2', sequenceNumber: 40, offset: '1000', body: Buffer.from('body 0') },
      { hub: 'tweets', partition: '2', sequenceNumber: 41, offset: '1001', body: Buffer.from('body 1') },
    ]);
    expect(batch.events[0]?.enqueuedTime.toISOString()).toBe('2026-11-20T22:15:00.250Z');
  });

  it('keeps the exact bytes', () => {
    const body = Buffer.from([0, 0xff, 0x80, 0x0a]);
    expect(eventBatch([body], anInvocation(1)).events[0]?.body).toBe(body);
  });

  it('reads sequence numbers that arrive as two halves', () => {
    expect(firstEvent({ sequenceNumberArray: [{ low: 5, high: 2, unsigned: false }] })?.sequenceNumber).toBe(
      8_589_934_597,
    );
  });

  it('prefers the offset that went through no parser', () => {
    const metadata = { offsetArray: [9_007_199_254_740_992], systemPropertiesArray: [{ offset: '9007199254740993' }] };
    expect(firstEvent(metadata)?.offset).toBe('9007199254740993');
  });

  it('takes the partition key from the event itself, since the array of keys leaves events without one out', () => {
    const metadata = { partitionKeyArray: ['b'], systemPropertiesArray: [{}, { partitionKey: 'b' }] };
    const { events } = eventBatch(bodies(2), anInvocation(2, metadata));
    expect(events.map(({ partitionKey }) => partitionKey)).toEqual([undefined, 'b']);
  });

  it('restores the one property whose spelling is known', () => {
    expect(firstEvent({ propertiesArray: [{ 'diagnostic-Id': '00-x', source: 'test' }] })?.properties).toEqual({
      'Diagnostic-Id': '00-x',
      source: 'test',
    });
  });

  it('keeps a property named __proto__ as a property', () => {
    const properties =
      firstEvent({ propertiesArray: [JSON.parse('{"__proto__":{"polluted":true}}')] })?.properties ?? {};
    expect(Object.keys(properties)).toEqual(['__proto__']);
    expect('polluted' in properties).toBe(false);
  });

  it('takes null for no properties', () => {
    expect(firstEvent({ propertiesArray: [null] })?.properties).toEqual({});
  });

  it('counts the attempt from the retry context', () => {
    expect(eventBatch([], { ...anInvocation(0), retryContext: { retryCount: 2 } }).attempt).toBe(3);
  });

  it('writes the name of the hub in small letters: case does not tell hubs apart', () => {
    const partitionContext = { eventHubName: 'Tweets', consumerGroup: '$Default', partitionId: '0' };
    expect(eventBatch([], anInvocation(0, { partitionContext }))).toMatchObject({
      hub: 'tweets',
      consumerGroup: '$Default',
    });
  });

  it.each([
    ['a text instead of bytes', 'Azure is okay.'],
    ['one body instead of a list', Buffer.from('x')],
    ['parsed bodies', [{ id: '20' }]],
    ['nothing', undefined],
  ])('is refused for %s, with the way out', (_what, handed) => {
    expect(() => eventBatch(handed, anInvocation(1))).toThrow(/dataType 'binary'/);
  });

  it.each(['sequenceNumberArray', 'offsetArray', 'enqueuedTimeUtcArray', 'propertiesArray', 'systemPropertiesArray'])(
    'is refused when %s has not one value per event',
    (name) => {
      const { triggerMetadata } = anInvocation(1);
      const short = () => eventBatch(bodies(2), anInvocation(2, { [name]: triggerMetadata?.[name] }));
      expect(short).toThrow(new InvalidBatchError(`The trigger handed over 2 events and 1 values in ${name}.`));
      expect(() => eventBatch(bodies(2), anInvocation(2, { [name]: undefined }))).toThrow(`no array in ${name}`);
    },
  );

  it('is refused when a value has no meaning, naming it', () => {
    const wrong = () => firstEvent({ enqueuedTimeUtcArray: ['soon'] });
    expect(wrong).toThrow('The trigger\'s enqueuedTimeUtcArray[0] is "soon", which has no meaning.');
  });

  it.each([
    ['no metadata', {}],
    ['no partition', anInvocation(0, { partitionContext: { eventHubName: 'tweets', consumerGroup: 'store' } })],
    [
      'a partition that is none',
      anInvocation(0, { partitionContext: { eventHubName: 'tweets', consumerGroup: 's', partitionId: '../1' } }),
    ],
    [
      'a hub that is none',
      anInvocation(0, { partitionContext: { eventHubName: 'a/b', consumerGroup: 's', partitionId: '1' } }),
    ],
  ])('is refused with %s', (_what, invocation) => {
    expect(() => eventBatch([], invocation)).toThrow(InvalidBatchError);
  });
});
