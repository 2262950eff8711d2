import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { BatchQueue, firstWait } from '../../../../local/functionsHost/eventHubs/batchQueue.ts';
import type { Position } from '../../../../local/functionsHost/eventHubs/checkpoints.ts';
import { PartitionRun, type PartitionRunOptions } from '../../../../local/functionsHost/eventHubs/partitionRun.ts';
import type { ReceivedEvent } from '../../../../local/functionsHost/eventHubs/receivedEvent.ts';
import type { Outcome } from '../../../../local/functionsHost/invocation/executeWithRetries.ts';

const anEvent = (sequenceNumber: number): ReceivedEvent => ({
  body: Buffer.alloc(0),
  bodyType: 'data',
  sequenceNumber,
  offset: String(sequenceNumber * 100),
  partitionKey: undefined,
  enqueuedTime: 0,
  properties: {},
  systemProperties: {},
});
const events = (...numbers: readonly number[]) => numbers.map(anEvent);

function aRun(changes: Partial<PartitionRunOptions> = {}, outcome: Outcome = 'succeeded') {
  const batches: (readonly number[])[] = [];
  const announced: boolean[] = [];
  const written: Position[] = [];
  const stopping = new AbortController();
  let now = 0;
  let nextOutcome = outcome;
  const run = new PartitionRun({
    min: 1,
    max: 100,
    maxWaitMs: 60_000,
    checkpointEvery: 1,
    checkpointAt: undefined,
    clock: () => now,
    stopping: stopping.signal,
    execute: async (batch, isCheckpointing) => {
      batches.push(batch.map(({ sequenceNumber }) => sequenceNumber));
      announced.push(isCheckpointing);
      await Promise.resolve();
      return nextOutcome;
    },
    writeCheckpoint: async (position) => void written.push(position),
    ...changes,
  });
  return {
    run,
    batches,
    announced,
    stopping,
    numbers: () => written.map(({ sequenceNumber }) => sequenceNumber),
    pass: (ms: number) => {
      now += ms;
    },
    outcome: (next: Outcome) => {
      nextOutcome = next;
    },
  };
}

// EventHubListener.PartitionProcessor.cs of azure-sdk-for-net
afterEach(() => void jest.useRealTimers());

describe('the batches of a partition', () => {
  it('are what one receive gave, never empty', async () => {
    const { run, batches } = aRun();
    await run.receive([]);
    await run.receive(events(0, 1));
    await run.receive(events(2));
    expect(batches).toEqual([[0, 1], [2]]);
  });

  it.each([
    ['succeeded', [1]],
    ['failed', [1]],
    ['cancelled', []],
  ] as const)('that %s move the checkpoint to %j', async (outcome, expected) => {
    const { run, numbers } = aRun({}, outcome);
    await run.receive(events(0, 1));
    expect(numbers()).toEqual(expected);
  });

  it('that failed while the host stops do not move it, those that succeeded do', async () => {
    for (const [outcome, expected] of [
      ['failed', []],
      ['succeeded', [0]],
    ] as const) {
      const { run, numbers, stopping } = aRun({}, outcome);
      const received = run.receive(events(0));
      await Promise.resolve();
      stopping.abort();
      await received;
      expect(numbers()).toEqual(expected);
    }
  });

  it('do not begin any more once the host stops', async () => {
    const { run, batches, stopping } = aRun();
    stopping.abort();
    await run.receive(events(0));
    expect(batches).toEqual([]);
  });

  it('neither begin nor move the checkpoint once the partition is lost', async () => {
    const { run, batches, numbers } = aRun();
    const received = run.receive(events(0));
    await Promise.resolve();
    run.lose();
    await received;
    await run.receive(events(1));
    expect([batches, numbers()]).toEqual([[[0]], []]);
  });

  it('move the checkpoint every so many times and say so before, and what is held back at the end', async () => {
    const { run, announced, numbers } = aRun({ checkpointEvery: 2 });
    for (const number of [0, 1, 2]) await run.receive(events(number));
    expect([announced, numbers()]).toEqual([[false, true, false], [1]]);
    await run.end();
    expect(numbers()).toEqual([1, 2]);
  });

  it('move a checkpoint that is held back when nothing came for ten minutes', async () => {
    const { run, numbers, pass } = aRun({ checkpointEvery: 5 });
    await run.receive(events(0));
    pass(599_999);
    await run.receive([]);
    expect(numbers()).toEqual([]);
    pass(1);
    await run.receive([]);
    expect(numbers()).toEqual([0]);
  });

  it('wait in a queue for the least size, the rest of a batch for the next', async () => {
    const { run, batches, stopping } = aRun({ min: 3, max: 4, checkpointAt: 0 });
    await run.receive(events(0, 1));
    expect(batches).toEqual([]);
    await run.receive(events(2, 3, 4, 5));
    await run.receive(events(6));
    expect(batches).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
    ]);
    stopping.abort();
  });

  it('wait for no longer than the longest wait', async () => {
    jest.useFakeTimers();
    const { run, batches } = aRun({ min: 3, maxWaitMs: 20, checkpointAt: 0 });
    await run.receive(events(0));
    await jest.advanceTimersByTimeAsync(19);
    expect(batches).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(batches).toEqual([[0]]);
  });

  it('are dropped from the queue when the partition is lost', async () => {
    jest.useFakeTimers();
    const { run, batches } = aRun({ min: 3, maxWaitMs: 20, checkpointAt: 0 });
    await run.receive(events(0));
    run.lose();
    await jest.advanceTimersByTimeAsync(60);
    expect(batches).toEqual([]);
  });
});

describe('the first wait', () => {
  it('is none without a checkpoint or with an old one, else what is left since then', () => {
    expect([
      firstWait(1_000, undefined, 5_000),
      firstWait(1_000, 4_000, 5_000),
      firstWait(1_000, 4_700, 5_000),
      firstWait(1_000, 9_000, 5_000),
    ]).toEqual([0, 0, 700, 1_000]);
  });
});

it('a queue gives up to the most, oldest first', () => {
  const queue = new BatchQueue<number>({ min: 2, max: 3 });
  queue.add([1]);
  expect(queue.takeFull()).toBeUndefined();
  queue.add([2, 3, 4]);
  expect([queue.takeFull(), queue.takeFull(), queue.take(), queue.length]).toEqual([[1, 2, 3], undefined, [4], 0]);
});
