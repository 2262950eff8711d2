import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Delivery, type EventContext, type Receiver, message as rheaMessage, types } from 'rhea';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import {
  attachReceiver,
  attachSender,
  openRawClient,
  performative,
  type RawClient,
  type WireFrame,
} from '../support/rawClient.ts';

const bodies = Array.from({ length: 60 }, (_, number) => Buffer.alloc(1500 + number, number));
const partition = (id: number): string => `tweets/ConsumerGroups/$Default/Partitions/${id}`;

describe('transfers to readers', () => {
  let hubs: RunningEventHubs;
  const clients: RawClient[] = [];
  beforeEach(async () => {
    hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 2 }] });
    const sending = await aClient();
    for (const id of [0, 1]) await fill(sending, id);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await hubs.close();
  });

  const aClient = async (options: Readonly<Record<string, unknown>> = {}): Promise<RawClient> => {
    const client = await openRawClient(hubs.amqpPort, options);
    clients.push(client);
    return client;
  };

  it('are cut to the frames that the peer takes, and come whole', async () => {
    const client = await aClient({ max_frame_size: 512 });
    const reader = await readFrom(client, partition(0), bodies.length);
    reader.settle();
    expect(await reader.received(bodies.length)).toEqual(bodies);
    const sizes = transfersOf(client).map(frameBytesOf);
    expect(sizes.length).toBeGreaterThan(3 * bodies.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(512);
  });

  it.each([
    ['an event each', 100_000, 4],
    ['pieces of an event, with which the window ends', 512, 6],
  ])('keep within the window of the AMQP session: %s', async (_, max_frame_size, incoming) => {
    const client = await aClient({ max_frame_size, session_buffer_size: { incoming } });
    const reader = await readFrom(client, partition(0), bodies.length);
    let most = Number.NEGATIVE_INFINITY;
    client.connection.socket.on('data', () => {
      // What rhea's client has told the hub in its flows, and how far the hub has gone.
      most = Math.max(most, beyondWindow(reader.link.session));
    });
    reader.settle();
    expect(await reader.received(bodies.length)).toEqual(bodies);
    expect(most).toBe(0);
  });

  it('use credit to the letter, and go on where it ended', async () => {
    const client = await aClient();
    const reader = await readFrom(client, partition(0), 7);
    await reader.received(7);
    await echo(client, reader.link);
    expect(transfersOf(client)).toHaveLength(7);
    reader.link.add_credit(20);
    expect(await reader.received(27)).toEqual(bodies.slice(0, 27));
  });

  it('share the delivery ids of their AMQP session with a node whose answer waits to be settled', async () => {
    const client = await aClient();
    const first = await readFrom(client, partition(0), 10);
    await first.received(10);
    const ask = await openNode(client);
    const unsettled = await ask();
    const second = await readFrom(client, partition(1), bodies.length);
    first.link.add_credit(30);
    expect(await second.received(bodies.length)).toEqual(bodies);
    await first.received(40);
    await ask();
    unsettled.accept();
    await echo(client, first.link);
    first.link.add_credit(20);
    expect(await first.received(bodies.length)).toEqual(bodies);
    const ids = transfersOf(client).map(({ fields }) => deliveryId(fields[1]));
    expect(ids).toEqual(ids.map((_, index) => index));
  });

  it('have an empty tag, format 0, are settled and batchable, and leave no field out (measured, not documented)', async () => {
    const client = await aClient();
    const reader = await readFrom(client, partition(0), 1);
    await reader.received(1);
    const [transfer] = transfersOf(client);
    expect(transfer?.fields.map((field) => field.toString('hex'))).toEqual([
      '43',
      '43',
      'a000',
      '43',
      '41',
      '42',
      '40',
      '40',
      '40',
      '40',
      '41',
    ]);
  });
});

async function fill(client: RawClient, id: number): Promise<void> {
  const sender = await attachSender(client, `tweets/Partitions/${id}`, { name: `sender-${id}` });
  for (const body of bodies) {
    const accepted = once(sender, 'accepted');
    sender.send({ body: rheaMessage.data_section(body) });
    await accepted;
  }
}

interface Reader {
  readonly link: Receiver;
  /** Settles what came and what comes, which opens the client's window again. */
  settle(): void;
  /** The first bodies that came, as soon as there are so many. */
  received(count: number): Promise<readonly Buffer[]>;
}

async function readFrom(client: RawClient, address: string, credit: number): Promise<Reader> {
  const filter = types.wrap_described("amqp.annotation.x-opt-offset > '-1'", 0x468c00000004);
  const source = { address, filter: { 'apache.org:selector-filter:string': filter } };
  const link = client.connection.open_receiver({ source, name: address, credit_window: 0, autoaccept: false });
  const came: Buffer[] = [];
  const unsettled: Delivery[] = [];
  link.on('message', ({ message, delivery }: EventContext) => {
    came.push(message?.body.content);
    if (delivery) unsettled.push(delivery);
  });
  const settle = (): void => {
    for (const delivery of unsettled.splice(0)) delivery.accept();
  };
  await once(link, 'receiver_open');
  link.add_credit(credit);
  return {
    link,
    settle: () => {
      settle();
      link.on('message', settle);
    },
    received: async (count) => {
      const signal = AbortSignal.timeout(5000);
      while (came.length < count) await once(link, 'message', { signal });
      return came;
    },
  };
}

/** Resolves when the hub has answered, and so has done all that it was asked before. */
async function echo(client: RawClient, { session }: Receiver): Promise<void> {
  const link = session.connection.open_receiver({ source: 'no hub', name: `echo-${Math.random()}`, credit_window: 0 });
  await once(link, 'receiver_close');
  link.close();
  await client.frame(performative.detach);
}

/** Opens `$cbs`; each call asks it, and gives the delivery of its answer, which the client keeps unsettled. */
async function openNode(client: RawClient): Promise<() => Promise<Delivery>> {
  const receiver = await attachReceiver(client, '$cbs', { name: 'answers', autoaccept: false, autosettle: false });
  receiver.add_credit(10);
  const sender = await attachSender(client, '$cbs', { name: 'requests' });
  return async () => {
    const answered = once(receiver, 'message', { signal: AbortSignal.timeout(5000) });
    sender.send({ message_id: 'one', application_properties: { operation: 'nothing' }, body: '' });
    const [{ delivery }] = await answered;
    return delivery;
  };
}

function transfersOf(client: RawClient): readonly WireFrame[] {
  return client.frames.filter(({ code }) => code === performative.transfer);
}

/** How many more transfers came than the client's flows allow. */
function beyondWindow(session: object): number {
  const incoming: unknown = Reflect.get(session, 'incoming');
  if (typeof incoming !== 'object' || incoming === null) throw new Error('This rhea keeps its window elsewhere.');
  return Number(Reflect.get(incoming, 'next_transfer_id')) - Number(Reflect.get(incoming, 'max_transfer_id'));
}

/** Head and descriptor, the list's own head, its fields and what follows it. */
function frameBytesOf({ fields, payload }: WireFrame): number {
  return 8 + 3 + 3 + fields.reduce((sum, field) => sum + field.length, 0) + payload.length;
}

function deliveryId(field: Buffer = Buffer.of(0x43)): number {
  if (field[0] === 0x43) return 0;
  return field[0] === 0x52 ? field.readUInt8(1) : field.readUInt32BE(1);
}
