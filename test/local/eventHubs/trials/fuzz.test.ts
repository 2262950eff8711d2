import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { type BareClient, bareClient } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { performative } from '../support/rawClient.ts';
import { absurdity, type Conversation, honest, type Random } from './absurdities.ts';
import { startHonestClient } from './honestClient.ts';
import { type HubProcess, quiet, startHubProcess } from './startHubProcess.ts';

const atATime = 20;
/** How long a client waits for its end before it hangs up itself. */
const patienceMs = 30;
const saslOutcome = 0x44;
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
      while (next++ < rounds && hub.output() === '') await carryOut(planned(random), hub.amqpPort);
    };
    await Promise.race([Promise.all(Array.from({ length: atATime }, worker)), hub.crashed]);
    const { sent, read } = await honestClient.finish();
    expect(read).toEqual(sent);
    expect(sent.length).toBeGreaterThan(0);
    expect(hub.output()).toBe('');
    const measured = await quiet(hub);
    expect(measured.timers).toBe(0);
    expect(measured.residentBytes).toBeLessThan(largestResidentBytes);
  }, 280_000);
});

interface Plan {
  readonly signsIn: boolean;
  readonly conversation: Conversation;
  readonly byteByByte: boolean;
  readonly reads: boolean;
  readonly hangsUp: 'by reset' | 'at once' | 'in order';
}

/** All of a round that is left to chance, so that a seed gives the same rounds whatever happens in between. */
function planned(random: Random): Plan {
  const rarely = (): boolean => random.integer(20) === 0;
  return {
    signsIn: random.integer(10) > 0,
    conversation: rarely() ? honest(random) : absurdity(random),
    byteByByte: rarely(),
    reads: random.integer(10) > 0,
    hangsUp: (['by reset', 'at once', 'in order'] as const)[random.integer(3)] ?? 'in order',
  };
}

async function carryOut(plan: Plan, port: number): Promise<void> {
  const client = await bareClient(port);
  if (plan.signsIn && !(await signIn(client))) return;
  if (plan.byteByByte) await byteByByte(client, plan.conversation);
  else for (const piece of plan.conversation) await say(client, piece);
  if (!plan.reads) client.socket.pause();
  const patience = setTimeout(() => hangUp(client, plan.hangsUp), patienceMs);
  await client.gone;
  clearTimeout(patience);
}

async function signIn(client: BareClient): Promise<boolean> {
  client.write(frames.saslHeader, frames.saslInit());
  const isIn = await client.received(saslOutcome).then(
    () => true,
    () => false,
  );
  client.write(frames.amqpHeader);
  return isIn;
}

/** What a piece calls for comes before the next is sent, if it comes at all. */
async function say(client: BareClient, piece: Buffer): Promise<void> {
  client.write(piece);
  const answer = answers.get(piece[10] ?? 0);
  if (answer === undefined) return;
  const answered = client.received(answer).catch(() => undefined);
  await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

/** A flow's is the credit that the emulator grants, a request's the transfer of its answer. */
const answers: ReadonlyMap<number, number> = new Map([
  [performative.flow, performative.flow],
  [performative.transfer, performative.transfer],
]);

async function byteByByte({ socket, write }: BareClient, conversation: Conversation): Promise<void> {
  for (const byte of Buffer.concat(conversation).subarray(0, slowBytes)) {
    if (!socket.writable) return;
    write(Buffer.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function hangUp({ socket }: BareClient, way: Plan['hangsUp']): void {
  if (way === 'by reset') socket.resetAndDestroy();
  else if (way === 'at once') socket.destroy();
  else socket.resume().end();
}
