import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Receiver, type Sender, type SenderOptions, types } from 'rhea';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { aToken } from '../support/aToken.ts';
import { attachReceiver, attachSender, openRawClient, performative, type RawClient } from '../support/rawClient.ts';

/** Source: azure-amqp, AmqpLinkSettings; SettleOnSend. */
const settleOnSend = { snd_settle_mode: 1 } as const;
const timeout = { 'com.microsoft:timeout': types.wrap_uint(60_000) };
const mssbcbs = { sasl_mechanisms: { MSSBCBS: () => ({ start: (done: () => void) => done() }) } };
const offsetFilter = {
  'apache.org:selector-filter:string': types.wrap_described("amqp.annotation.x-opt-offset > '-1'", 0x137000000a),
};

/**
 * A stand-in for Azure.Messaging.EventHubs, written from its source: azure-sdk-for-net, AmqpConnectionScope.cs, and
 * azure-amqp, RequestResponseAmqpLink.cs and AmqpCbsLink.cs.
 */
describe('what .NET does on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  beforeEach(async () => {
    hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 1 }] });
    client = await openRawClient(hubs.amqpPort, mssbcbs);
  });
  afterEach(async () => {
    await client.close();
    await hubs.close();
  });

  const duplex = async (address: string): Promise<{ requests: Sender; answers: Receiver }> => {
    const name = `duplex1:1:${address}`;
    const options: SenderOptions = { ...settleOnSend, properties: timeout };
    const requests = await attachSender(client, address, { ...options, name: `${name}:sender` });
    const target = 'f'.repeat(32);
    const answers = await attachReceiver(client, address, { ...options, name: `${name}:receiver`, target });
    answers.add_credit(50);
    return { requests, answers };
  };
  const ask = async ({ requests, answers }: Awaited<ReturnType<typeof duplex>>, id: string, message: object) => {
    const answered = once(answers, 'message');
    // Every request has the same, empty tag, and is settled.
    requests.send({ message_id: id, reply_to: 'f'.repeat(32), body: null, ...message }, Buffer.alloc(0));
    const [{ message: answer }] = await answered;
    expect(answer.correlation_id).toBe(id);
    return answer;
  };
  const authorize = async (): Promise<void> => {
    const node = await duplex('$cbs');
    const token = {
      operation: 'put-token',
      type: 'servicebus.windows.net:sastoken',
      name: `sb://localhost:${hubs.amqpPort}/tweets`,
      expiration: types.wrap_timestamp(Date.UTC(2100, 0, 1)),
    };
    const message = { body: aToken({ resource: 'amqps://localhost/tweets' }), application_properties: token };
    for (const id of ['request1', 'request2']) {
      const { application_properties: facts } = await ask(node, id, message);
      expect(facts).toEqual({ 'status-code': 202, 'status-description': 'Accepted' });
    }
  };

  it('reads properties on a duplex link, with a token in the request and none put to $cbs', async () => {
    const node = await duplex('$management');
    const application_properties = {
      operation: 'READ',
      name: 'tweets',
      type: 'com.microsoft:eventhub',
      security_token: aToken({ resource: 'amqps://localhost/tweets' }),
    };
    for (const id of ['request1', 'request2']) {
      const { body } = await ask(node, id, { application_properties });
      expect(body).toMatchObject({ name: 'tweets', partition_count: 1, partition_ids: ['0'] });
    }
  });

  it('answers settled where that was asked, as SettleOnSend does (azure-amqp, AmqpLink.OnReceiveAttach takes what is answered)', async () => {
    await authorize();
    const attached = client.frames.filter(({ code }) => code === performative.attach);
    expect(attached.map(({ fields }) => fields[3]?.toString('hex'))).toEqual(['5001', '5001']);
    const { fields } = await client.frame(performative.transfer);
    expect(fields[4]?.toString('hex')).toBe('41');
  });

  it('sends one event in format 0 to an address with a leading slash, and reads it settled from another', async () => {
    await authorize();
    const properties = { ...timeout, 'entity-type': types.wrap_int(7) };
    const sender = await attachSender(client, '/tweets', { name: 'tweets-1;1:2:3', properties });
    sender.send({ body: 'one', message_annotations: { 'x-opt-partition-key': 'a' } });
    await once(sender, 'accepted');
    const receiver = await attachReceiver(client, '', {
      ...settleOnSend,
      name: 'tweets-1;1:3:4',
      source: { address: '/tweets/ConsumerGroups/$Default/Partitions/0', filter: offsetFilter },
      target: 'guid',
      properties: { 'entity-type': types.wrap_int(2) },
    });
    const received = once(receiver, 'message');
    receiver.add_credit(300);
    const [{ message }] = await received;
    expect(message.body).toBe('one');
    expect(message.message_annotations).toMatchObject({ 'x-opt-offset': '0', 'x-opt-partition-key': 'a' });
  });
});
