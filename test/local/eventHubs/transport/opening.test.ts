import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import { attachReceiver, attachSender, frameBytes, nobody, openRawClient, performative } from '../support/rawClient.ts';

/** A client's side of a SASL mechanism, as rhea takes it. */
const mechanism = (name: string): object => ({
  [name]: () => ({ start: (done: (error: undefined, response: string) => void) => done(undefined, '') }),
});

describe('opening a connection', () => {
  let hubs: RunningEventHubs;
  beforeAll(async () => {
    hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 2 }] });
  });
  afterAll(() => hubs.close());

  it('needs no SASL, as the JS client with a shared access signature has none (measured, not documented)', async () => {
    const client = await openRawClient(hubs.amqpPort, nobody);
    expect(client.connection.is_open()).toBe(true);
    await client.close();
  });

  it.each([
    ['MSSBCBS', '.NET: azure-sdk-for-net, AmqpConnectionScope'],
    ['ANONYMOUS', 'JS, Python, Go'],
    ['EXTERNAL', 'measured, not documented'],
  ])('takes SASL %s (%s)', async (name) => {
    const client = await openRawClient(hubs.amqpPort, { sasl_mechanisms: mechanism(name) });
    expect(client.connection.is_open()).toBe(true);
    await client.close();
  });

  it('refuses a mechanism that it does not offer', async () => {
    await expect(openRawClient(hubs.amqpPort, { sasl_mechanisms: mechanism('GSSAPI') })).rejects.toThrow('refused');
  });

  it("offers the service's mechanisms in its order, and says Welcome! (measured, not documented)", async () => {
    const client = await openRawClient(hubs.amqpPort, { username: 'anyone' });
    const offered = client.frames.find(({ code }) => code === 0x40)?.fields[0]?.toString('latin1') ?? '';
    const names = ['MSSBCBS', 'PLAIN', 'ANONYMOUS', 'EXTERNAL'];
    expect(names.map((name) => offered.indexOf(name)).every((at, index, all) => at > (all[index - 1] ?? 0))).toBe(true);
    expect(client.frames.find(({ code }) => code === 0x44)?.fields[1]).toEqual(
      Buffer.from('\xa0\x08Welcome!', 'latin1'),
    );
    await client.close();
  });

  it('opens and begins as the service does (measured, not documented)', async () => {
    const client = await openRawClient(hubs.amqpPort);
    await attachSender(client, 'tweets');
    const [containerId, , maxFrameSize, channelMax, idleTimeout] = (await client.frame(performative.open)).fields;
    expect(containerId?.subarray(2).toString()).toMatch(/^[0-9a-f-]{36}_G6$/);
    expect(maxFrameSize).toEqual(Buffer.from('7000010000', 'hex'));
    expect(channelMax).toEqual(Buffer.from('601387', 'hex'));
    expect(idleTimeout).toEqual(Buffer.from('700001d4c0', 'hex'));
    const [, , incomingWindow, , handleMax] = (await client.frame(performative.begin)).fields;
    expect(incomingWindow).toEqual(Buffer.from('7000001388', 'hex'));
    expect(handleMax).toEqual(Buffer.from('52ff', 'hex'));
    await client.close();
  });

  it('writes every performative at full length, which Python needs (azure-sdk-for-python, _pyamqp)', async () => {
    const client = await openRawClient(hubs.amqpPort);
    const receiver = await attachReceiver(client, 'tweets/ConsumerGroups/$Default/Partitions/0');
    receiver.add_credit(1);
    const sender = await attachSender(client, 'tweets/Partitions/0');
    sender.send({ body: 'one' });
    await client.frame(performative.transfer);
    sender.close();
    await client.frame(performative.detach);
    client.write(0, performative.end, []);
    await client.frame(performative.end);
    client.write(0, performative.close, []);
    await client.frame(performative.close);
    const lengths: Record<number, number> = {};
    const saslCode = 0x40;
    for (const { code, fields } of client.frames.filter((frame) => frame.code < saslCode))
      lengths[code] = Math.min(lengths[code] ?? 99, fields.length);
    expect(lengths).toEqual({ 16: 10, 17: 8, 18: 14, 19: 11, 20: 11, 21: 6, 22: 3, 23: 1, 24: 1 });
    await client.close();
  });

  it('listens on both loopback addresses at one port, where there are two', async () => {
    for (const host of hubs.addresses) {
      const socket = connect({ host, port: hubs.amqpPort });
      await once(socket, 'connect');
      socket.destroy();
    }
    expect(hubs.addresses[0]).toBe('127.0.0.1');
  });

  it('closes connections that break the protocol, and serves the others', async () => {
    const lines: string[] = [];
    const noisy = await startEventHubs({
      port: 0,
      hub: [{ name: 'a', partitionCount: 1 }],
      log: (line) => lines.push(line),
    });
    const client = await openRawClient(noisy.amqpPort);
    for (const bytes of [
      'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'AMQP\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00',
      'AMQP\x00\x01\x00\x00\x7f\xff\xff\xff\x02\x00\x00\x00',
    ]) {
      const socket = connect({ host: '127.0.0.1', port: noisy.amqpPort });
      socket.on('error', () => undefined);
      socket.write(Buffer.from(bytes, 'latin1'));
      socket.resume();
      await once(socket, 'close');
    }
    expect(lines.length).toBeGreaterThan(0);
    const sender = await attachSender(client, 'a');
    expect(sender.is_open()).toBe(true);
    await client.close();
    await noisy.close();
  });

  it.each([
    ['an array that says 5 million nulls in 10 bytes', 'f000000005004c4b4040'],
    ['a list that says 5 million items', 'd000000004004c4b40'],
    ['a list whose items end before it does', 'c003014040'],
    ['a string longer than its frame', 'b1000fffff61'],
    ['lists in lists without end', 'deep'],
  ])('ends a connection by amqp:decode-error for %s, and serves the others', async (_, hex) => {
    const value = hex === 'deep' ? nested(100) : Buffer.from(hex, 'hex');
    const open = frameBytes(0, performative.open, [encode.string('a'), encode.none, value]);
    const answer = await answerUntilClosed(Buffer.concat([Buffer.from('AMQP\0\x01\0\0', 'latin1'), open]));
    expect(answer).toContain('amqp:decode-error');
    const client = await openRawClient(hubs.amqpPort);
    client.write(0, performative.begin, [value]);
    await client.frame(performative.close, ({ fields }) => fields[0]?.includes('amqp:decode-error') === true);
    await client.close();
    expect((await openRawClient(hubs.amqpPort)).connection.is_open()).toBe(true);
  });

  it('ends a connection whose SASL frames cannot be read', async () => {
    const initial = frameBytes(0, 0x41, [encode.symbol('PLAIN'), Buffer.from('f000000005004c4b4040', 'hex')]);
    initial[5] = 1;
    const answer = await answerUntilClosed(Buffer.concat([Buffer.from('AMQP\x03\x01\0\0', 'latin1'), initial]));
    expect(answer).not.toContain('Welcome!');
  });

  /** All that comes back for `bytes`, until the emulator closes. */
  async function answerUntilClosed(bytes: Buffer): Promise<string> {
    const socket = connect({ host: '127.0.0.1', port: hubs.amqpPort });
    const chunks: Buffer[] = [];
    socket.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.write(bytes);
    await once(socket, 'close');
    return Buffer.concat(chunks).toString('latin1');
  }
});

function nested(depth: number): Buffer {
  return depth === 0 ? encode.none : encode.list([nested(depth - 1)]);
}
