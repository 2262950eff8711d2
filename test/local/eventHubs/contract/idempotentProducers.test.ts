import type { EventHubProducerClient } from '@azure/event-hubs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type HubsUnderTest, receive, refusal, startHubsUnderTest, until } from '../support/hubsUnderTest.ts';
import { type IdempotentClient, idempotentClient, type PublishingOptions } from '../support/idempotentClient.ts';
import { type LossyProxy, startLossyProxy } from '../support/lossyProxy.ts';

const partition = { partitionId: '0' };

/** The rules: live tests of azure-sdk-for-js, event-hubs/test/internal/idempotentProducer.spec.ts */
describe('idempotent producers of the real SDK', () => {
  let under: HubsUnderTest;
  let clients: EventHubProducerClient[];
  beforeEach(async () => {
    clients = [];
    under = await startHubsUnderTest();
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await under.close();
  });

  const open = (options?: PublishingOptions): IdempotentClient => {
    const opened = idempotentClient(under.hubs.connectionString, options ? { 0: options } : {});
    clients.push(opened.client);
    return opened;
  };
  const bodies = async (): Promise<readonly unknown[]> => {
    const state = under.hubs.partitions().find(({ hub, partition: id }) => hub === 'tweets' && id === '0');
    const count = (state?.lastSequenceNumber ?? -1) + 1;
    const events = await receive(under.consumer(), { count, from: { offset: '-1' } });
    return events.map(({ body }) => body);
  };

  it('are each given an id of their own, the level 0 and the number 0', async () => {
    const [first, second] = await Promise.all([open().properties('0'), open().properties('0')]);
    expect(first).toMatchObject({ ownerLevel: 0, lastPublishedSequenceNumber: 0 });
    expect(Number.isSafeInteger(first.producerGroupId)).toBe(true);
    expect(second.producerGroupId).not.toBe(first.producerGroupId);
  });

  it('number their events from 1 on, for each partition alone', async () => {
    const { client, properties } = open();
    await client.sendBatch([{ body: 'one' }, { body: 'two' }], partition);
    await client.sendBatch([{ body: 'three' }], partition);
    await client.sendBatch([{ body: 'elsewhere' }], { partitionId: '1' });
    expect((await properties('0')).lastPublishedSequenceNumber).toBe(3);
    expect((await properties('1')).lastPublishedSequenceNumber).toBe(1);
    expect(await bodies()).toEqual(['one', 'two', 'three']);
  });

  it('go on where another stopped, by its id and its number', async () => {
    const first = open();
    await first.client.sendBatch([{ body: 'one' }], partition);
    const { producerGroupId, ownerLevel, lastPublishedSequenceNumber } = await first.properties('0');
    const second = open({ producerGroupId, ownerLevel, startingSequenceNumber: lastPublishedSequenceNumber });
    await second.client.sendBatch([{ body: 'two' }], partition);
    // Without a number, the hub says where it stopped (azure-sdk-for-net, ProducerCanInitializeWithPartialPartitionOptions).
    const third = open({ producerGroupId, ownerLevel });
    await third.client.sendBatch([{ body: 'three' }], partition);
    expect(await third.properties('0')).toMatchObject({ producerGroupId, lastPublishedSequenceNumber: 3 });
    expect(await bodies()).toEqual(['one', 'two', 'three']);
  });

  it('may choose their level alone', async () => {
    expect(await open({ ownerLevel: 1 }).properties('0')).toMatchObject({
      ownerLevel: 1,
      lastPublishedSequenceNumber: 0,
    });
  });

  it('end with ProducerDisconnectedError when another takes their id by a higher level', async () => {
    const first = open();
    await first.client.sendBatch([{ body: 'one' }], partition);
    const { producerGroupId, lastPublishedSequenceNumber } = await first.properties('0');
    const second = open({
      producerGroupId,
      ownerLevel: 1,
      startingSequenceNumber: lastPublishedSequenceNumber,
    });
    await second.client.sendBatch([{ body: 'two' }], partition);
    expect((await second.properties('0')).lastPublishedSequenceNumber).toBe(2);
    const { code, message } = await refusal(first.client.sendBatch([{ body: 'no' }], partition));
    expect(code).toBe('ProducerDisconnectedError');
    expect(message).toContain('Received:0 Current:1');
    // Neither do they come back.
    const again = await refusal(open({ producerGroupId, ownerLevel: 0 }).client.sendBatch([{ body: 'no' }], partition));
    expect(again.code).toBe('ProducerDisconnectedError');
    expect(await bodies()).toEqual(['one', 'two']);
  });

  it('are refused with ArgumentOutOfRangeError when a number of theirs is negative', async () => {
    const { code, message } = await refusal(open({ ownerLevel: -1 }).client.sendBatch([{ body: 'no' }], partition));
    expect(code).toBe('ArgumentOutOfRangeError');
    expect(message).toContain(
      'Invalid range for idempotent producer state. Producer Id, Epoch, and Sequence Number must be zero or positive.',
    );
  });

  it('are refused with SequenceOutOfOrderError when they have lost count', async () => {
    const first = open();
    const five = ['one', 'two', 'three', 'four', 'five'];
    await first.client.sendBatch(
      five.map((body) => ({ body })),
      partition,
    );
    const { producerGroupId } = await first.properties('0');
    const second = open({ producerGroupId, startingSequenceNumber: 1 });
    const { code, message } = await refusal(second.client.sendBatch([{ body: 'six as two' }], partition));
    expect(code).toBe('SequenceOutOfOrderError');
    expect(message).toContain('old sequence');
    expect(await bodies()).toEqual(five);
  });

  it('are refused with InvalidOperationError by an id that the hub never gave (azure-sdk-for-python, 5.4.0b1)', async () => {
    const { code } = await refusal(
      open({ producerGroupId: 100, ownerLevel: 100, startingSequenceNumber: 100 }).client.sendBatch(
        [{ body: 'no' }],
        partition,
      ),
    );
    expect(code).toBe('InvalidOperationError');
  });

  describe('when an answer is lost', () => {
    let proxy: LossyProxy;
    beforeEach(async () => {
      proxy = await startLossyProxy(under.hubs.amqpPort);
    });
    afterEach(async () => {
      await Promise.all(clients.map((client) => client.close()));
      await proxy.close();
    });
    const byProxy = (): string => under.hubs.connectionString.replace(String(under.hubs.amqpPort), String(proxy.port));
    const retrying = { maxRetries: 5, retryDelayInMs: 50, timeoutInMs: 1500 };
    const stored = (): number =>
      under.hubs.partitions().find(({ hub, partition: id }) => hub === 'tweets' && id === '0')?.lastSequenceNumber ??
      -1;

    /** The second of three batches is stored, but its acceptance never arrives. */
    const sendThree = async (client: EventHubProducerClient): Promise<void> => {
      await client.sendBatch([{ body: 'one' }], partition);
      proxy.loseAnswers();
      const sent = client.sendBatch([{ body: 'two' }, { body: 'three' }], partition);
      await until(() => stored() === 2);
      proxy.cut();
      await sent;
      await client.sendBatch([{ body: 'four' }], partition);
    };

    it('send again, and what is stored is not stored again', async () => {
      const { client, properties } = idempotentClient(byProxy(), {}, retrying);
      clients.push(client);
      await sendThree(client);
      expect((await properties('0')).lastPublishedSequenceNumber).toBe(4);
      expect(await bodies()).toEqual(['one', 'two', 'three', 'four']);
    });
  });
});
