import { afterEach, describe, expect, it } from '@jest/globals';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import { bareClient, openBareClient, textOf } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { until } from '../support/hubsUnderTest.ts';
import { putToken } from '../support/putToken.ts';
import { attachReceiver, attachSender, errorOf, nobody, openRawClient, performative } from '../support/rawClient.ts';
import { type OneHub, serveOneHub } from '../support/serveOneHub.ts';

const mib = 1024 * 1024;
const address = 'tweets/ConsumerGroups/$Default/Partitions/0';

describe('what is bounded on a connection', () => {
  let hub: OneHub;
  afterEach(() => hub.close());

  it('the time without a byte, of which the client is told as the service does (azure-sdk-for-python, issue 41220)', async () => {
    hub = await serveOneHub({ timeouts: { idleMs: 100, handshakeMs: 5000 } });
    const client = await openBareClient(hub.port);
    const heard = textOf(client);
    await client.gone;
    expect(heard()).toMatch(
      /amqp:connection:forced.*inactive for more than the allowed 200 milliseconds and is closed by/s,
    );
  });

  it.each([1, 2, 3])(
    'the time without a byte in the middle of a frame, of which %s pieces came',
    async (pieces) => {
      hub = await serveOneHub({ timeouts: { idleMs: 100, handshakeMs: 5000 } });
      const client = await openBareClient(hub.port);
      const heard = textOf(client);
      const frame = frames.transfer(0, 0, Buffer.alloc(1000));
      for (let piece = 0; piece < pieces; piece++) {
        client.write(frame.subarray(piece * 100, (piece + 1) * 100));
        await until(() => hub.sockets[0]?.bytesRead === client.socket.bytesWritten);
      }
      await client.gone;
      expect(heard()).toContain('inactive for more than the allowed 200 milliseconds');
    },
    5_000,
  );

  it('the time until the open', async () => {
    hub = await serveOneHub({ timeouts: { idleMs: 60_000, handshakeMs: 20 } });
    const client = await bareClient(hub.port);
    client.write(frames.saslHeader);
    await client.gone;
  });

  it('what a client sends that is not stored yet: the rest stays with it until there is room', async () => {
    const log = new SlowLog(Date.now, 256 * mib);
    hub = await serveOneHub({ log });
    const client = await openBareClient(hub.port);
    client.write(frames.attachSender(0, 'much', 'tweets'));
    await client.received(performative.flow);
    const messages = 60;
    for (let id = 0; id < messages; id++) client.write(frames.transfers(0, id, Buffer.alloc(mib - 1000)));
    await until(() => hub.sockets[0]?.isPaused() === true);
    expect(log.waiting.length).toBeLessThanOrEqual(33);
    log.release();
    await client.received(performative.disposition);
    await until(() => log.last.sequenceNumber === messages - 1);
    client.socket.destroy();
  });

  it('the stay of a client whose key is wrong: it is told, and let go', async () => {
    hub = await serveOneHub();
    const client = await bareClient(hub.port);
    const heard = textOf(client);
    const wrong = Buffer.from(frames.saslInit().toString('latin1').replace('SAS_KEY_VALUE', 'SAS_KEY_WRONG'), 'latin1');
    client.write(frames.saslHeader, wrong);
    await client.gone;
    expect(Buffer.from(heard(), 'latin1').toString('hex')).toMatch(/005344.*5001/);
  }, 8_000);

  it('an address: one longer than 1,024 characters names nothing, for a link as for a token', async () => {
    hub = await serveOneHub();
    const client = await openRawClient(hub.port, nobody);
    const long = `a${'/'.repeat(30_000)}a`;
    const condition = 'amqp:not-found';
    expect(await errorOf(await attachSender(client, long))).toMatchObject({ condition });
    expect(await errorOf(await attachReceiver(client, long))).toMatchObject({ condition });
    const answer = await putToken(client, 'SharedAccessSignature x', `sb://host/${long}`);
    expect(answer).toMatchObject({ status: 404, condition });
    expect(answer.description.length).toBeLessThan(300);
    await client.close();
  });

  it('the pieces of a message: one that comes a byte at a time is put together on its way, and stays whole', async () => {
    const log = new MemoryPartitionLog(Date.now, mib);
    hub = await serveOneHub({ log });
    const client = await openBareClient(hub.port);
    client.write(frames.attachSender(0, 'pieces', 'tweets'));
    await client.received(performative.flow);
    const body = Buffer.from(Array.from({ length: 10_000 }, (_, index) => index % 251));
    client.write(frames.transfers(0, 0, body, 1));
    await client.received(performative.disposition);
    const [event] = await log.read(0, { events: 1, bytes: mib });
    expect(event?.sections.rest.subarray(-body.length).equals(body)).toBe(true);
    client.socket.destroy();
  });

  it('what waits for a reader that reads nothing, with all the credit there is', async () => {
    const log = new MemoryPartitionLog(Date.now, 64 * mib);
    hub = await serveOneHub({ log });
    const stuck = await openBareClient(hub.port);
    stuck.socket.pause();
    stuck.write(frames.attachReceiver(0, 'stuck', address), frames.flow(0, 2 ** 31));
    const sender = await openBareClient(hub.port);
    sender.write(frames.attachSender(0, 'much', 'tweets'));
    await sender.received(performative.flow);
    for (let id = 0; id < 30; id++) sender.write(frames.transfers(0, id, Buffer.alloc(mib - 1000)));
    const reader = await openBareClient(hub.port);
    reader.write(frames.attachReceiver(0, 'reader', address), frames.flow(0, 100));
    await reader.received(performative.transfer, 30);
    expect(hub.sockets[0]?.writableLength).toBeLessThan(4 * mib);
    for (const client of [stuck, sender, reader]) client.socket.destroy();
  });

  it('what waits for a client that asks on and on, and reads no answer: it is not heard until it does', async () => {
    hub = await serveOneHub();
    const client = await openBareClient(hub.port);
    client.socket.pause();
    const pair = Buffer.concat([frames.attachSender(0, 'n'.repeat(30_000), 'tweets'), frames.detach(0)]);
    for (let count = 0; count < 600; count++) client.write(pair);
    await until(() => hub.sockets[0]?.isPaused() === true);
    expect(hub.sockets[0]?.writableLength).toBeLessThan(12 * mib);
    client.socket.resume();
    await client.received(performative.detach, 600);
    client.socket.destroy();
  });
});

/** Stores nothing before it is told to. */
class SlowLog extends MemoryPartitionLog {
  readonly waiting: (() => void)[] = [];
  #slow = true;

  override async append(...given: Parameters<MemoryPartitionLog['append']>): Promise<void> {
    if (this.#slow) await new Promise<void>((resolve) => this.waiting.push(resolve));
    await super.append(...given);
  }

  release(): void {
    this.#slow = false;
    for (const resolve of this.waiting) resolve();
  }
}
