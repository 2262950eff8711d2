import { describe, expect, it } from '@jest/globals';
import { dotNetTime } from '../../../../local/functionsHost/dotNetTime.ts';
import { batchPayload, type PayloadKind, singlePayload } from '../../../../local/functionsHost/eventHubs/payload.ts';
import type { ReceivedEvent } from '../../../../local/functionsHost/eventHubs/receivedEvent.ts';
import { sayingHowToPass } from '../../../../local/functionsHost/eventHubs/sayingHowToPass.ts';
import { batchMetadata, singleMetadata } from '../../../../local/functionsHost/eventHubs/triggerMetadata.ts';

const anEvent = (body: string, changes: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
  body: Buffer.from(body),
  bodyType: 'data',
  sequenceNumber: 7,
  offset: '1024',
  partitionKey: undefined,
  enqueuedTime: Date.UTC(2026, 0, 2, 3, 4, 5, 120),
  properties: {},
  systemProperties: {},
  ...changes,
});
const place = {
  namespace: 'localhost',
  eventHubName: 'hub',
  consumerGroup: '$Default',
  partition: '3',
  isCheckpointingAfterInvocation: true,
};

// azure-functions-host, RpcMessageExtensions.cs; https://github.com/Azure/azure-webjobs-sdk/issues/1830
describe('a batch', () => {
  const bodies = ['{"a":1}', '', '"x"', ' \n'];
  const batch = (kind: PayloadKind, keepsEmpty = false) =>
    batchPayload(
      bodies.map((body) => anEvent(body)),
      kind,
      keepsEmpty,
    );

  it('as binary is every body, empty ones too', () => {
    expect(batch('binary')).toEqual({ collectionBytes: { bytes: bodies.map((body) => Buffer.from(body)) } });
  });

  it('as string loses its empty bodies, unless the app has said that it takes them', () => {
    expect(batch('string')).toEqual({ collectionString: { string: ['{"a":1}', '"x"', ' \n'] } });
    expect(batch('string', true)).toEqual({ collectionString: { string: bodies } });
  });

  it('as string has what is no UTF-8 replaced', () => {
    const event = anEvent('', { body: Buffer.from([0x61, 0xff]) });
    expect(batchPayload([event], 'string', false)).toEqual({ collectionString: { string: ['a\ufffd'] } });
  });

  it('parsed by the host is one JSON array in which blank bodies are null and texts stay as they were written', () => {
    expect(batch('parsed')).toEqual({ json: '[{"a":1},null,"x",null]' });
    expect(batchPayload([anEvent('{"__proto__":1,"id":12345678901234567890}')], 'parsed', false)).toEqual({
      json: '[{"__proto__":1,"id":12345678901234567890}]',
    });
  });

  it('parsed by the host fails as a whole on one bad body, which the message names', () => {
    const events = [anEvent('{}'), anEvent('bare', { sequenceNumber: 8 })];
    expect(() => batchPayload(events, 'parsed', false)).toThrow(
      /^Event 8 is not JSON, and without dataType .* "binary"/,
    );
  });

  it.each(['parsed', 'string', 'binary'] as const)('fails as %s when a body is no data section', (kind) => {
    expect(() => batchPayload([anEvent('', { body: undefined, bodyType: 'sequence' })], kind, false)).toThrow(
      /^the body of event 7 is an AMQP sequence, which EventData cannot give as bytes$/,
    );
  });
});

it('the failure of a body that is no data section names its place and the way past it', () => {
  const events = [
    anEvent('{}', { sequenceNumber: 4 }),
    anEvent('', { body: undefined, bodyType: 'value', sequenceNumber: 17, offset: '2048' }),
    anEvent('{}', { sequenceNumber: 18 }),
  ];
  const encode = () =>
    sayingHowToPass(events, { ...place, eventHubName: 'Tweets' }, () => batchPayload(events, 'binary', false));
  expect(encode).toThrow(
    'Binding events 4-18 of partition 3 of hub Tweets failed: the body of event 17 is an AMQP value, which EventData cannot give as bytes. Send it as data. A retry policy without end holds the partition here: to pass over event 17 and all before it, stop the app and give blob azure-webjobs-eventhub/localhost/tweets/$default/checkpoint/3 (empty; create it if need be) the metadata offset=2048 and sequencenumber=17.',
  );
});

it('a single event is text, which the host never parses, or bytes', () => {
  expect([singlePayload(anEvent('{"a":'), 'string'), singlePayload(anEvent('x'), 'binary')]).toEqual([
    { string: '{"a":' },
    { bytes: Buffer.from('x') },
  ]);
});

// EventHubTriggerInputBindingStrategy.cs of azure-sdk-for-net
describe('trigger metadata', () => {
  it('of a batch has arrays in the order of the events, partition keys without the missing ones', () => {
    const events = [
      anEvent('a', { properties: { When: new Date(0), Raw: Buffer.from('hi') } }),
      anEvent('b', { partitionKey: 'k', sequenceNumber: 8, offset: '2048' }),
    ];
    const system = (event: Partial<ReceivedEvent>) => ({
      SequenceNumber: 7,
      Offset: '1024',
      PartitionKey: null,
      EnqueuedTimeUtc: '2026-01-02T03:04:05.12',
      ...event,
    });
    const metadata = batchMetadata(events, place);
    expect(metadata).toMatchObject({
      PartitionKeyArray: { collectionString: { string: ['k'] } },
      OffsetArray: { collectionString: { string: ['1024', '2048'] } },
      SequenceNumberArray: { collectionSint64: { sint64: [7, 8] } },
      EnqueuedTimeUtcArray: { json: '["2026-01-02T03:04:05.12","2026-01-02T03:04:05.12"]' },
      PropertiesArray: { json: '[{"When":"1970-01-01T00:00:00Z","Raw":"aGk="},{}]' },
    });
    expect(JSON.parse(metadata.SystemPropertiesArray?.json ?? '')).toEqual([
      system({}),
      { ...system({}), SequenceNumber: 8, Offset: '2048', PartitionKey: 'k' },
    ]);
    expect(JSON.parse(metadata.PartitionContext?.json ?? '')).toEqual({
      IsCheckpointingAfterInvocation: true,
      FullyQualifiedNamespace: 'localhost',
      EventHubName: 'hub',
      ConsumerGroup: '$Default',
      PartitionId: '3',
    });
  });

  it('of one event has the same names without Array, a missing key being nothing', () => {
    const { PartitionKey, Offset, SequenceNumber, EnqueuedTimeUtc } = singleMetadata(anEvent('x'), place, 'x');
    expect({ PartitionKey, Offset, SequenceNumber, EnqueuedTimeUtc }).toEqual({
      PartitionKey: {},
      Offset: { string: '1024' },
      SequenceNumber: { int: 7 },
      EnqueuedTimeUtc: { json: '"2026-01-02T03:04:05.12"' },
    });
  });

  it('of one event is overridden by members of a JSON body, whatever their case; arrays and nulls are left out', () => {
    const text = '{"OFFSET":"mine","extra":5,"nested":{"a":1},"list":[1],"none":null}';
    const metadata = singleMetadata(anEvent(text), place, text);
    expect(metadata).toMatchObject({ Offset: { string: 'mine' }, extra: { string: '5' }, nested: { json: '{"a":1}' } });
    expect(Object.keys(metadata)).not.toEqual(expect.arrayContaining(['list']));
    expect(Object.keys(metadata)).not.toEqual(expect.arrayContaining(['none']));
    expect(singleMetadata(anEvent(text), place, undefined).Offset).toEqual({ string: '1024' });
  });

  it('has times as .NET writes them, without zeros at the end of the fraction', () => {
    expect([0, 100, 120, 123].map((ms) => dotNetTime(ms, ''))).toEqual([
      '1970-01-01T00:00:00',
      '1970-01-01T00:00:00.1',
      '1970-01-01T00:00:00.12',
      '1970-01-01T00:00:00.123',
    ]);
  });
});
