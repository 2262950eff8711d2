import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { performative } from '../support/rawClient.ts';
import { absurdity, type Conversation, honest, type Random } from './absurdities.ts';
import { type BareClient, bareClient } from './bareClient.ts';
import * as frames from './frames.ts';
import { startHonestClient } from './honestClient.ts';
import { type HubProcess, quiet, startHubProcess } from './startHubProcess.ts';

const atATime = 20;
/** How long a client waits for its end before it hangs up itself. */
const patienceMs = 30;
/** A client that sends a byte at a time sends no more of them. */
const slowBytes = 300;
const largestResidentBytes = 400 * 1024 * 1024;

describe('10,000 clients that send anything but what they should, beside one that does no wrong', () => {
  let hub: HubProcess;
  beforeAll(async () => {
    const definitions = [
      { name: 'tweets', partitionCount: 1 },
      { name: 'other', partitionCount: 2 },
    ];
    hub = await startHubProcess({ hub: definitions, retentionMib: 1 });
  });
  afterAll(() => hub.close());

  it('end no process, print nothing, leave nothing behind, and take nothing from the one', async () => {
    const random = seededRandom('fuzz of the AMQP port');
    const honestClient = startHonestClient(hub.connectionString, 'tweets');
    let next = 0;
    const rounds = scaled(10_000);
    const worker = async (): Promise<void> => {
      while (next++ < rounds) await round(hub.amqpPort, random);
    };
    await Promise.all(Array.from({ length: atATime }, worker));
    const { sent, read } = await honestClient.finish();
    expect(read).toEqual(sent);
    expect(sent.length).toBeGreaterThan(0);
    expect(hub.output()).toBe('');
    const measured = await quiet(hub);
    expect(measured.timers).toBe(0);
    expect(measured.residentBytes).toBeLessThan(largestResidentBytes);
  }, 280_000);
});

async function round(port: number, random: Random): Promise<void> {
  const client = await bareClient(port);
  if (random.integer(10) === 0) client.write(...absurdity(random));
  else await signedIn(client, random);
  const patience = setTimeout(() => hangUp(client, random.integer(3)), patienceMs);
  await client.gone;
  clearTimeout(patience);
}

/** Signs in, mostly as it should, and then speaks. */
async function signedIn(client: BareClient, random: Random): Promise<void> {
  client.write(frames.saslHeader, frames.saslInit());
  const outcome = await Promise.race([
    client.received(0x44).then(
      () => true,
      () => false,
    ),
    client.gone,
  ]);
  if (outcome !== true) return;
  client.write(frames.amqpHeader);
  const conversation = random.integer(20) === 0 ? honest(random) : absurdity(random);
  if (random.integer(20) === 0) await byteByByte(client, conversation);
  else for (const piece of conversation) await say(client, piece);
  if (random.integer(10) === 0) client.socket.pause();
}

/** What follows a flow needs the credit that the emulator grants, if it does. */
async function say(client: BareClient, piece: Buffer): Promise<void> {
  client.write(piece);
  if (piece[10] !== performative.flow) return;
  const granted = client.received(performative.flow).catch(() => undefined);
  await Promise.race([granted, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

async function byteByByte({ socket, write }: BareClient, conversation: Conversation): Promise<void> {
  for (const byte of Buffer.concat(conversation).subarray(0, slowBytes)) {
    if (!socket.writable) return;
    write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function hangUp({ socket }: BareClient, way: number): void {
  if (way === 0) socket.resetAndDestroy();
  else if (way === 1) socket.destroy();
  else socket.resume().end();
  // A half-closed connection is ended by the emulator, and may take its time.
}
