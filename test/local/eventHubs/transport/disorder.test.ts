import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { bareClient, openBareClient, textOf } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { frameBytes, performative } from '../support/rawClient.ts';
import { type OneHub, serveOneHub } from '../support/serveOneHub.ts';

const address = 'tweets/ConsumerGroups/$Default/Partitions/0';
const [zero, none] = [Buffer.of(0x43), encode.none];
const begin = (channel: number, ...remote: readonly Buffer[]): Buffer =>
  frameBytes(channel, performative.begin, [...remote, ...[none, zero, zero, zero].slice(remote.length)]);
const open = (...fields: readonly Buffer[]): Buffer =>
  frameBytes(0, performative.open, [encode.string('a'), none, ...fields]);
const receive = (name: string): Buffer => frames.attachReceiver(0, name, address);
const unknown = encode.section(0x99, encode.list([]));

describe('frames that AMQP does not allow, or rhea does not bear', () => {
  let hub: OneHub;
  let printed: jest.SpiedFunction<typeof console.error>[];
  beforeEach(async () => {
    hub = await serveOneHub();
    printed = [jest.spyOn(console, 'error'), jest.spyOn(console, 'warn'), jest.spyOn(console, 'log')];
  });
  afterEach(async () => {
    const calls = printed.flatMap((spy) => spy.mock.calls);
    jest.restoreAllMocks();
    await hub.close();
    expect(calls).toEqual([]);
  });

  it.each([
    ['an AMQP session before the open', [begin(0)], 'amqp:not-allowed'],
    ['a max-frame-size that holds no frame', [open(frames.uint(50))], 'amqp:not-allowed'],
    ['an idle-time-out that leaves no time', [open(none, none, frames.uint(1))], 'amqp:not-allowed'],
    ['a second open', [frames.open(), frames.open()], 'amqp:connection:framing-error'],
    ['a channel beyond channel-max', [frames.open(), begin(5000)], 'amqp:connection:framing-error'],
    ['an AMQP session on a channel that has one', [frames.open(), begin(7), begin(7)], 'amqp:not-allowed'],
    ['a begin that answers none', [frames.open(), begin(0, Buffer.from('600000', 'hex'))], 'amqp:not-allowed'],
    ['a link on a channel without AMQP session', [frames.open(), receive('a')], 'amqp:not-allowed'],
    [
      'a handle beyond handle-max',
      [frames.open(), begin(0), frames.attachSender(256, 'a', 'tweets')],
      'amqp:connection:framing-error',
    ],
    [
      'a frame larger than was agreed',
      [frames.open(), Buffer.from('0001000102000000', 'hex')],
      'amqp:connection:framing-error',
    ],
  ])('end the connection, and the client is told why: %s', async (_, sent, condition) => {
    const client = await bareClient(hub.port);
    const heard = textOf(client);
    client.write(frames.amqpHeader, ...sent);
    await client.gone;
    expect(heard()).toContain(condition);
    expect(hub.lines).toEqual([expect.stringMatching(/^A client broke the protocol; its connection is closed: /)]);
    (await openBareClient(hub.port)).socket.destroy();
  });

  it.each([
    ['a handle in use', [receive('a'), receive('b')], 'amqp:session:handle-in-use'],
    ['a name in use', [receive('a'), frames.attachSender(1, 'a', 'tweets')], 'amqp:not-allowed'],
    ['a transfer on a link that receives', [receive('a'), frames.transfer(0, 0, Buffer.of(1))], 'amqp:not-allowed'],
  ])('end the AMQP session, not the connection: %s', async (_, sent, condition) => {
    const client = await openBareClient(hub.port);
    const heard = textOf(client);
    client.write(...sent);
    await client.received(performative.end);
    expect(heard()).toContain(condition);
    client.write(frames.end(), frames.begin());
    await client.received(performative.begin, 2);
    client.socket.destroy();
  });

  it('refuse a link alone: a terminus that is not known, such as the coordinator of transactions', async () => {
    const client = await openBareClient(hub.port);
    const termini = [encode.section(0x28, encode.list([])), encode.section(0x30, encode.list([]))];
    const fields = [encode.string('transactions'), zero, encode.boolean(false), none, none, ...termini];
    client.write(frameBytes(0, performative.attach, fields));
    await client.received(performative.detach);
    client.write(frames.attachSender(1, 'other', 'tweets'));
    await client.received(performative.flow);
    client.socket.destroy();
  });

  it('do no harm: an outcome that is not known, for deliveries both ways', async () => {
    const client = await openBareClient(hub.port);
    client.write(frames.attachSender(0, 'requests', '$management'), frames.attachReceiver(1, 'answers', '$management'));
    await client.received(performative.flow);
    client.write(frames.flow(1, 1), frames.request(0, 0, 'tweets'));
    await client.received(performative.transfer);
    for (const role of [true, false])
      client.write(
        frameBytes(0, performative.disposition, [encode.boolean(role), zero, none, encode.boolean(false), unknown]),
      );
    client.write(frames.request(0, 1, 'tweets'), frames.flow(1, 2));
    await client.received(performative.transfer, 2);
    client.socket.destroy();
  });

  it('do no harm: deliveries that are settled before they are written', async () => {
    const client = await openBareClient(hub.port);
    client.write(frames.attachSender(0, 'requests', '$management'), frames.attachReceiver(1, 'answers', '$management'));
    await client.received(performative.flow);
    const closedWindow = [zero, zero, zero, zero, frames.uint(1), zero, frames.uint(10)];
    client.write(frameBytes(0, performative.flow, closedWindow), frames.request(0, 0, 'tweets'));
    await client.received(performative.disposition);
    client.write(frames.disposition(0, 5), begin(1));
    await client.received(performative.begin, 2);
    client.write(frames.flow(1, 10));
    await client.received(performative.transfer);
    client.socket.destroy();
  });

  it('do no harm: a flow without delivery count and next id, from a client that has seen neither begin nor attach', async () => {
    const client = await openBareClient(hub.port);
    client.write(frames.attachSender(1, 'sender', 'tweets'));
    await client.received(performative.flow);
    client.write(frames.transfer(1, 0, Buffer.of(1)), receive('reader'));
    const flow = [none, frames.uint(100), zero, frames.uint(100), zero, none, frames.uint(1)];
    client.write(frameBytes(0, performative.flow, flow));
    await client.received(performative.transfer);
    client.socket.destroy();
  });

  it('do no harm: a link that attaches anew by its name, in one breath with the detach', async () => {
    const client = await openBareClient(hub.port);
    for (let count = 1; count <= 3; count++) {
      client.write(frames.attachSender(0, 'again', 'tweets'), frames.detach(0));
      await client.received(performative.detach, count);
    }
    client.write(
      frames.attachSender(0, 'again', 'tweets'),
      frames.detach(0),
      frames.attachSender(0, 'again', 'tweets'),
    );
    await client.received(performative.attach, 5);
    client.socket.destroy();
  });

  it.each(['constructor', '__proto__', 'toString'])('do no harm: a link named %s', async (name) => {
    const client = await openBareClient(hub.port);
    for (let count = 1; count <= 2; count++) {
      client.write(frames.attachSender(0, name, 'tweets'));
      await client.received(performative.flow, count);
      client.write(frames.detach(0));
      await client.received(performative.detach, count);
    }
    client.socket.destroy();
  });

  it('do no harm: an idle-time-out of 49 days, which no timer of Node.js holds', async () => {
    const client = await bareClient(hub.port);
    client.write(frames.amqpHeader, open(none, none, frames.uint(2 ** 32 - 1)), begin(0));
    await client.received(performative.begin);
    const before = client.socket.bytesRead;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(client.socket.bytesRead).toBe(before);
    client.socket.destroy();
  });
});
