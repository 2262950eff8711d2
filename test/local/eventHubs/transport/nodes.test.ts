import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { types } from 'rhea';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { aToken } from '../support/aToken.ts';
import {
  attachReceiver,
  attachSender,
  openRawClient,
  performative,
  type RawClient,
  type WireFrame,
} from '../support/rawClient.ts';

const token = aToken();
const putToken = { operation: 'put-token', type: 'servicebus.windows.net:sastoken', name: 'sb://localhost/tweets' };
const readHub = { operation: 'READ', name: 'tweets', type: 'com.microsoft:eventhub' };

describe('the nodes $cbs and $management on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  beforeAll(async () => {
    hubs = await startEventHubs({
      port: 0,
      clock: () => 1_767_225_600_000,
      hub: [{ name: 'tweets', partitionCount: 2 }],
    });
  });
  beforeEach(async () => {
    client = await openRawClient(hubs.amqpPort);
  });
  afterEach(() => client.close());
  afterAll(() => hubs.close());

  /** Asks a node, and gives back the transfer of the answer. */
  const ask = async (address: string, properties: object, request: object = {}): Promise<WireFrame> => {
    const receiver = await attachReceiver(client, address);
    receiver.add_credit(1);
    const sender = await attachSender(client, address);
    sender.send({ body: token, message_id: 'm-1', application_properties: properties, ...request });
    return client.frame(performative.transfer);
  };
  const described = (code: number): string => `0053${code.toString(16)}`;

  it('answers an accepted token by 202 as AMQP int, without a body (measured; azure-sdk-for-net refuses another type)', async () => {
    const { payload } = await ask('$cbs', putToken);
    expect(payload.toString('hex')).toContain(`${Buffer.from('status-code').toString('hex')}71000000ca`);
    expect(payload.toString('latin1')).toContain('Accepted');
    expect(payload.toString('hex')).not.toContain(described(0x77));
  });

  it.each([
    ['a string', 'm-7', 'a1036d2d37'],
    ['a uuid', types.wrap_uuid(Buffer.alloc(16, 0xab)), `98${'ab'.repeat(16)}`],
    ['a ulong', types.wrap_ulong(7), '5307'],
  ])(
    'answers to %s with a correlation-id of the same type (AMQP 1.0 part 3, section 3.2.4; measured)',
    async (_, id, expected) => {
      const { payload } = await ask('$cbs', putToken, { message_id: id });
      const absent = '40'.repeat(5);
      expect(payload.toString('hex')).toContain(`${absent}${expected}`);
    },
  );

  it('answers unsettled, with tag 01000000 (measured, not documented)', async () => {
    const { fields } = await ask('$cbs', putToken);
    expect(fields[2]?.toString('hex')).toBe('a00401000000');
    expect(fields[4]?.toString('hex')).not.toBe('41');
  });

  it('attaches nodes without limit, and grants 100 (measured, not documented)', async () => {
    await ask('$cbs', putToken);
    const answer = await client.frame(performative.attach, ({ fields }) => fields[2]?.[0] === 0x41);
    expect(answer.fields[10]?.toString('hex')).toBe('80ffffffffffffffff');
    const flow = await client.frame(
      performative.flow,
      ({ fields }) => fields[6] !== undefined && fields[6][0] !== 0x40,
    );
    expect(flow.fields[6]?.toString('hex')).toBe('5264');
  });

  it.each([
    ['a hub that is not there', { ...putToken, name: 'sb://localhost/absent' }, '71000001 94', 'could not be found'],
    [
      'an unknown token type',
      { ...putToken, type: 'other' },
      '71000001 90',
      "Property 'type' in the 'application-properties' section",
    ],
    ['an unknown operation', { ...putToken, operation: 'x' }, '71000001 90', "Property 'operation' in"],
  ])('refuses %s in words (azure-sdk-for-net, issue 9388)', async (_, properties, status, text) => {
    const { payload } = await ask('$cbs', properties);
    expect(payload.toString('hex')).toContain(status.replace(' ', ''));
    expect(payload.toString('utf8')).toContain(text);
  });

  it.each(['no token at all', 'SharedAccessSignature sr=a&sig=b', 'SharedAccessSignature sr=a&sig=&se=1&skn=k', ''])(
    'refuses a token without its form: "%s" (measured, not documented)',
    async (body) => {
      const { payload } = await ask('$cbs', putToken, { body });
      expect(payload.toString('hex')).toContain('7100000191');
      expect(payload.toString('utf8')).toContain('InvalidSignature: The token has an invalid signature.');
    },
  );

  it.each([
    'tweets',
    'tweets/Partitions/1',
    'tweets/consumergroups/$default',
    'tweets/$management',
    '$management',
    'TWEETS/',
    '',
  ])('takes a token for sb://localhost:5672/%s (clients ask for any path under the hub)', async (path) => {
    const { payload } = await ask('$cbs', { ...putToken, name: `sb://localhost:5672/${path}` });
    expect(payload.toString('utf8')).toContain('Accepted');
  });

  it.each(['$management', '/$management', 'tweets/$management', 'amqps://localhost/tweets/$management'])(
    'answers at %s (.NET and JS, .NET, Go, Python)',
    async (address) => {
      const { payload } = await ask(address, readHub);
      const hex = payload.toString('hex');
      const key = (name: string): string => Buffer.from(name).toString('hex');
      expect(hex).toContain(`${key('status-code')}71000000c8`);
      expect(hex).toContain(`${key('partition_count')}5402`);
      expect(hex).toContain(`${key('georeplication_factor')}5401`);
      // array8 of str32, not a list.
      expect(hex).toContain(`${key('partition_ids')}e00c02b100000001300000000131`);
      expect(hex).toContain(`${key('created_at')}830000019b7725a000`.slice(0, key('created_at').length + 2));
    },
  );

  it('describes an empty partition in the types that Rust and Go insist on (azure-sdk-for-rust, azeventhubs)', async () => {
    const { payload } = await ask('$management', { ...readHub, type: 'com.microsoft:partition', partition: '1' });
    const hex = payload.toString('hex');
    const field = (name: string, value: string): string => `${Buffer.from(name).toString('hex')}${value}`;
    expect(hex).toContain(field('begin_sequence_number', '5500'));
    expect(hex).toContain(field('last_enqueued_sequence_number', '55ff'));
    expect(hex).toContain(field('last_enqueued_offset', 'a1022d31'));
    expect(hex).toContain(field('begin_sequence_number_epoch', '54ff'));
    expect(hex).toContain(field('last_enqueued_sequence_number_epoch', '54ff'));
    expect(hex).toContain(field('is_partition_empty', '41'));
  });

  it('answers on the link of its own AMQP session, without reply-to, as Python asks (measured, not documented)', async () => {
    const other = client.connection.create_session();
    other.open();
    const elsewhere = other.open_receiver({ source: '$management', credit_window: 0 });
    await once(elsewhere, 'receiver_open');
    elsewhere.add_credit(1);
    let astray = 0;
    elsewhere.on('message', () => {
      astray += 1;
    });
    await ask('$management', readHub);
    expect(astray).toBe(0);
  });

  it('keeps an answer until there is credit for it, and holds up no other link of the AMQP session meanwhile', async () => {
    const receiver = await attachReceiver(client, '$management');
    const sender = await attachSender(client, '$management');
    const taken = once(sender, 'accepted');
    sender.send({ body: null, message_id: 'm-1', application_properties: readHub });
    await taken;
    const reader = await attachReceiver(client, 'tweets/ConsumerGroups/$Default/Partitions/0');
    const event = once(reader, 'message');
    reader.add_credit(1);
    const producer = await attachSender(client, 'tweets/Partitions/0');
    producer.send({ body: 'x' });
    await event;
    const answer = once(receiver, 'message');
    receiver.add_credit(1);
    await answer;
  });

  it('rejects a request that is no AMQP message (AMQP 1.0 part 2, section 2.8.14)', async () => {
    const sender = await attachSender(client, '$management');
    sender.send(Buffer.from('00537', 'latin1'), undefined, 1);
    const [{ delivery }] = await once(sender, 'rejected');
    expect(delivery.remote_state.error.condition).toBe('amqp:decode-error');
  });
});
