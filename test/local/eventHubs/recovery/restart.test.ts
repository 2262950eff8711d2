import { readFileSync, writeFileSync } from 'node:fs';
import type { ReceivedEventData } from '@azure/event-hubs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { segmentsIn } from '../storage/segmentsIn.ts';
import { type HubsUnderTest, receive, refusal, startHubsUnderTest } from '../support/hubsUnderTest.ts';

let folder: ReturnType<typeof temporaryFolder>;
let running: HubsUnderTest | undefined;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  await running?.close();
  folder.remove();
});

async function restart(options: Parameters<typeof startHubsUnderTest>[0] = {}): Promise<HubsUnderTest> {
  await running?.close();
  running = await startHubsUnderTest({ data: folder.path, ...options });
  return running;
}

async function send(hubs: HubsUnderTest, ...bodies: readonly string[]): Promise<void> {
  await hubs.producer().sendBatch(
    bodies.map((body) => ({ body, properties: { about: body } })),
    { partitionId: '0' },
  );
}

/** What a restart must not change. */
function kept({ body, sequenceNumber, offset, enqueuedTimeUtc, properties }: ReceivedEventData): object {
  return { body, sequenceNumber, offset, enqueuedTimeUtc, properties };
}

describe('an emulator with a data folder, after a restart', () => {
  it('has its events with positions, times and properties, and goes on counting (facts of the service, section 15)', async () => {
    const before = await restart();
    await send(before, 'one', 'two');
    const from = { offset: '-1' };
    const sent = await receive(before.consumer(), { count: 2, from });
    const hub = await before.producer().getEventHubProperties();
    const after = await restart();
    expect(await after.producer().getEventHubProperties()).toEqual(hub);
    await send(after, 'three');
    const received = await receive(after.consumer(), { count: 3, from });
    expect(received.slice(0, 2).map(kept)).toEqual(sent.map(kept));
    expect(received[2]).toMatchObject({ body: 'three', sequenceNumber: 2 });
    expect(Number(received[2]?.offset)).toBeGreaterThan(Number(sent[1]?.offset));
  });

  it('lets a reader resume from its checkpoint (azure-event-hubs-emulator-installer, issue 58)', async () => {
    const before = await restart();
    await send(before, 'one', 'two', 'three');
    const [, second] = await receive(before.consumer(), { count: 3, from: { offset: '-1' } });
    const after = await restart();
    const from = { offset: second?.offset ?? '' };
    const [next] = await receive(after.consumer(), { count: 1, from });
    expect(next).toMatchObject({ body: 'three', sequenceNumber: 2 });
  });

  it('ends a reader that comes to damaged events with an error that clients retry; others read on behind them', async () => {
    const before = await restart();
    await send(before, 'one', 'two');
    await send(before, 'three');
    await before.close();
    const [segment = ''] = segmentsIn(folder.path);
    const bytes = readFileSync(segment);
    bytes.write('x', bytes.indexOf('two'));
    writeFileSync(segment, bytes);
    const after = await restart();
    const atDamage = receive(after.consumer(), { count: 1, from: { offset: '-1' } });
    expect(await refusal(atDamage)).toMatchObject({
      code: 'InternalServerError',
      message: expect.stringMatching(
        /sequence number 0 on are damaged .*\/0\/0{16}-0{16}\.log, byte \d+\)\. Begin at 2/,
      ),
    });
    const behind = await receive(after.consumer(), { count: 1, from: { sequenceNumber: 2, isInclusive: true } });
    expect(behind[0]).toMatchObject({ body: 'three', sequenceNumber: 2 });
  });

  it('knows the last position of a partition whose events are all too old, and refuses one beyond it', async () => {
    let now = Date.now() - 3_600_000;
    const options = { clock: () => now, retentionHours: 0.001 };
    await send(await restart(options), 'one', 'two');
    now += 3_600_000;
    const after = await restart(options);
    const properties = await after.producer().getPartitionProperties('0');
    expect(properties).toMatchObject({ beginningSequenceNumber: 2, lastEnqueuedSequenceNumber: 1, isEmpty: true });
    const beyond = receive(after.consumer(), { count: 1, from: { sequenceNumber: 2, isInclusive: true } });
    expect(await refusal(beyond)).toMatchObject({ code: 'ArgumentError' });
  });
});
