import { EventHubProducerClient } from '@azure/event-hubs';
import { describe, expect, it } from '@jest/globals';
import { bytes, hex, jobHost, receivers, sent } from '../support/receivers.ts';

const { aHub, container, connectionString, receiver, send, checkpointed } = receivers();

describe('what a function gets', () => {
  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger, dataType
  it('is the exact bytes of each event with dataType binary, empty and broken ones included', async () => {
    const hub = aHub();
    const bodies = ['{"a":1}', 'Azure is the greatest!', '', '42'];
    await send(hub, [...bytes(...bodies), { body: Buffer.from([0xff, 0x00, 0xfe]) }]);
    const app = receiver({ hub });
    const run = await app.until('a run', () => app.begins[0]);
    expect(run.events).toEqual([...hex(...bodies), { hex: 'ff00fe' }]);
  });

  // azure-functions-nodejs-library, fromRpcTriggerMetadata.ts; EventHubTriggerInputBindingStrategy.cs of azure-sdk-for-net
  it('comes with metadata whose keys begin in lower case at every depth and whose texts are parsed as JSON', async () => {
    const hub = aHub();
    const producer = new EventHubProducerClient(connectionString(), hub);
    const event = {
      body: 1,
      contentType: 'application/json',
      messageId: 'm',
      properties: { 'Diagnostic-Id': 'd', Count: 2 },
    };
    await producer.sendBatch([event], { partitionKey: '42' });
    await producer.close();
    const app = receiver({ hub });
    const { triggerMetadata, traceContext } = await app.until('a run', () => app.begins[0]);
    const enqueued = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/);
    expect(triggerMetadata).toEqual({
      partitionContext: {
        isCheckpointingAfterInvocation: true,
        fullyQualifiedNamespace: 'localhost',
        eventHubName: hub,
        consumerGroup: 'group',
        partitionId: expect.stringMatching(/^[01]$/),
      },
      partitionKeyArray: [42],
      offsetArray: [0],
      sequenceNumberArray: [0],
      enqueuedTimeUtcArray: [enqueued],
      propertiesArray: [{ 'diagnostic-Id': 'd', count: 2 }],
      systemPropertiesArray: [
        expect.objectContaining({
          sequenceNumber: 0,
          offset: '0',
          partitionKey: '42',
          enqueuedTimeUtc: enqueued,
          'x-opt-partition-key': '42',
          'content-type': 'application/json',
          'message-id': 'm',
        }),
      ],
    });
    expect(traceContext).toMatchObject({ traceParent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/) });
  });

  // https://github.com/Azure/azure-functions-nodejs-library/issues/72
  it('without dataType is parsed by the host, so that one bad event loses its whole batch and the checkpoint moves', async () => {
    const hub = aHub();
    await send(hub, bytes('{"good":1}', 'no json', '{"good":2}'));
    const app = receiver({ hub, trigger: { cardinality: 'many' } });
    await app.line('Function receive failed: Event 1 is not JSON');
    await checkpointed(app, hub, 2);
    await send(hub, bytes('{"good":3}'));
    await app.until('a run', () => app.begins[0]);
    expect(sent(app)).toEqual([{ value: { good: 3 } }]);
  });

  // azure-functions-host, RpcMessageExtensions: empty entries of a string collection are left out
  it('with dataType string is text, parsed where it can be, without the empty ones', async () => {
    const hub = aHub();
    await send(hub, bytes('{"a":1}', '', 'bare', '7'));
    const app = receiver({ hub, trigger: { cardinality: 'many', dataType: 'string' } });
    const run = await app.until('a run', () => app.begins[0]);
    expect(run.events).toEqual([{ value: { a: 1 } }, { value: 'bare' }, { value: 7 }]);
  });

  it('with dataType string keeps the empty ones for an app that has announced that it takes them', async () => {
    const hub = aHub();
    await send(hub, bytes('a', '', 'b'));
    const settings = { CAPABILITIES: '{"IncludeEmptyEntriesInMessagePayload":true}' };
    const app = receiver({ hub, trigger: { cardinality: 'many', dataType: 'string' }, settings });
    const run = await app.until('a run', () => app.begins[0]);
    expect(run.events).toEqual([{ value: 'a' }, { value: '' }, { value: 'b' }]);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger, cardinality
  it('is one event at a time without cardinality many, and a failure does not stop the next', async () => {
    const hub = aHub();
    await send(hub, bytes('first', '{"sequenceNumber":"mine"}'));
    const app = receiver({ hub, trigger: {}, settings: { FAILURES: '1' } });
    await app.until('two runs', () => app.begins.length === 2);
    expect(app.begins.map(({ events }) => events)).toEqual([{ value: 'first' }, { value: { sequenceNumber: 'mine' } }]);
    // Members of a JSON body override the metadata of their names.
    expect(app.begins.map(({ triggerMetadata }) => triggerMetadata)).toMatchObject([
      { sequenceNumber: 0, offset: 0 },
      { sequenceNumber: 'mine' },
    ]);
    await checkpointed(app, hub, 1);
  });

  // AmqpAnnotatedMessageExtensions.GetEventBody of azure-sdk-for-net throws for them, whatever the dataType
  it('is nothing when a body is an AMQP value: the batch fails before the function and the checkpoint moves', async () => {
    const hub = aHub();
    const producer = new EventHubProducerClient(connectionString(), hub);
    await producer.sendBatch([{ body: 'value', bodyType: 'value' }], { partitionId: '0' });
    await producer.close();
    const app = receiver({ hub });
    await app.line(
      `Function receive failed: Binding event 0 of partition 0 of hub ${hub} failed: the body of event 0 is an AMQP value, which EventData cannot give as bytes. Send it as data.`,
    );
    await checkpointed(app, hub, 0);
    expect(app.begins).toHaveLength(0);
  });

  it('is nothing for ever when it is retried without end, until the checkpoint is moved as the failure says', async () => {
    const hub = aHub();
    await send(hub, bytes('before'));
    const producer = new EventHubProducerClient(connectionString(), hub);
    await producer.sendBatch([{ body: ['sequence'], bodyType: 'sequence' }], { partitionId: '0' });
    await producer.close();
    await send(hub, bytes('after'));
    const retry = { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: 1000 };
    const given = { hub, settings: { RETRY: JSON.stringify(retry), [`${jobHost}maxEventBatchSize`]: '1' } };
    const held = receiver(given);
    await held.line('Binding event 1 of partition 0');
    await held.line('failed (retry 1): Binding event 1');
    await held.stop();
    const text = held.lines.find((line) => line.includes('Binding event 1')) ?? '';
    const [, blob = '', offset = '', sequencenumber = ''] =
      /give blob azure-webjobs-eventhub\/(\S+) .* metadata offset=(\d+) and sequencenumber=(\d+)\./.exec(text) ?? [];
    await container().getBlockBlobClient(blob).upload('', 0, { metadata: { offset, sequencenumber } });
    const next = receiver(given);
    await next.until('the event after it', () => next.begins.length > 0);
    expect([sent(held), sent(next)]).toEqual([hex('before'), hex('after')]);
  });
});
