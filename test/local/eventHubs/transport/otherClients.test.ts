import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SenderOptions } from 'rhea';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { itemsOf, valueAt } from '../../../../local/eventHubs/wire/decode.ts';
import * as encode from '../../../../local/eventHubs/wire/encode.ts';
import {
  attachReceiver,
  attachSender,
  frameBytes,
  openRawClient,
  performative,
  type RawClient,
} from '../support/rawClient.ts';

const smallest = 64 * 1024;

describe('what the clients of other languages need on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  beforeAll(async () => {
    hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 1 }], maxMessageSize: smallest });
  });
  beforeEach(async () => {
    client = await openRawClient(hubs.amqpPort);
  });
  afterEach(() => client.close());
  afterAll(() => hubs.close());

  describe('an error has condition, description and info, even if null (azure-sdk-for-python, _pyamqp reads by position)', () => {
    it('in the outcome of a refused event (_pyamqp/client.py, _on_send_complete; without it a send never returns)', async () => {
      const sender = await attachSender(client, 'tweets');
      sender.send(Buffer.alloc(smallest + 1), undefined, 0);
      await once(sender, 'rejected');
      const { fields } = await client.frame(performative.disposition);
      const [error] = fieldsOf(fields[4]);
      expect(fieldsOf(error)).toEqual([expect.any(Buffer), expect.any(Buffer), Buffer.of(0x40)]);
    });

    it('in a detach (_pyamqp/link.py)', async () => {
      await attachReceiver(client, 'absent');
      const { fields } = await client.frame(performative.detach);
      expect(fieldsOf(fields[2])).toEqual([expect.any(Buffer), expect.any(Buffer), Buffer.of(0x40)]);
    });

    it('in an end (_pyamqp/session.py)', async () => {
      await attachSender(client, 'tweets');
      client.write(0, performative.transfer, [Buffer.of(0x52, 9), Buffer.of(0x43)]);
      const { fields } = await client.frame(performative.end);
      expect(fieldsOf(fields[0])).toEqual([expect.any(Buffer), expect.any(Buffer), Buffer.of(0x40)]);
    });

    it('in a close (_pyamqp/_connection.py)', async () => {
      client.connection.socket.write(Buffer.from('0000000b02000000c0ff00', 'hex'));
      const { fields } = await client.frame(performative.close);
      expect(fieldsOf(fields[0])).toEqual([expect.any(Buffer), expect.any(Buffer), Buffer.of(0x40)]);
    });
  });

  it.each<[string, SenderOptions, string]>([
    ['0 and 0, as asked (measured, not documented)', { snd_settle_mode: 0, rcv_settle_mode: 0 }, '5000 5000'],
    ['none where none were asked (rhea, issue 205; fe2o3-amqp, sender_link.rs refuses others)', {}, '40 40'],
  ])('$cbs answers with settle modes %s', async (_, asked, answered) => {
    await attachSender(client, '$cbs', asked);
    const { fields } = await client.frame(performative.attach);
    expect(fields.slice(3, 5).map((mode) => mode.toString('hex'))).toEqual(answered.split(' '));
  });

  it('takes pieces for one delivery whose last names the next, and goes on after it, as the service does (azure-sdk-for-rust, issue 5101)', async () => {
    const sender = await attachSender(client, 'tweets');
    const id = (value: number): Buffer => Buffer.of(0x52, value);
    const transfer = (deliveryId: Buffer, more: boolean, payload: Buffer): boolean => {
      const fields = [
        Buffer.of(0x43),
        deliveryId,
        Buffer.from('a00100', 'hex'),
        Buffer.of(0x43),
        encode.boolean(false),
      ];
      return client.connection.socket.write(
        frameBytes(0, performative.transfer, [...fields, encode.boolean(more)], payload),
      );
    };
    transfer(id(0), true, Buffer.alloc(smallest / 2));
    transfer(encode.none, true, Buffer.alloc(smallest / 2));
    transfer(id(1), false, Buffer.alloc(10));
    const { fields } = await client.frame(performative.disposition);
    expect(fields[1]?.toString('hex')).toBe('43');
    expect(fields[4]?.toString('latin1')).toContain(`size:${smallest + 10} bytes`);
    transfer(id(2), false, Buffer.from('005375a00161', 'hex'));
    await client.frame(performative.disposition, (frame) => frame.fields[1]?.toString('hex') === '5202');
    expect(sender.is_open()).toBe(true);
  });
});

/** The fields of a described list, each still encoded. */
function fieldsOf(described: Buffer = Buffer.alloc(0)): readonly Buffer[] {
  return [...itemsOf(described, valueAt(described, 0))].map(({ start, value }) => described.subarray(start, value.end));
}
