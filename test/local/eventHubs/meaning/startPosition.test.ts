import { describe, expect, it } from '@jest/globals';
import { resolveStart } from '../../../../local/eventHubs/meaning/startPosition.ts';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import { anEvent } from '../support/anEvent.ts';

/** Ten events at 1000, 1001, …, 1009 ms. */
async function aLog(): Promise<MemoryPartitionLog> {
  let now = 1000;
  const log = new MemoryPartitionLog(() => now++, 64 * 1024);
  for (let event = 0; event < 10; event++) await log.append([anEvent(String(event))]);
  return log;
}

describe('where a reader begins', () => {
  it.each([
    ['earliest', { at: 'earliest' }, 0],
    ['latest', { at: 'latest' }, 10],
    ['after a sequence number', { at: 'sequenceNumber', value: 3, inclusive: false }, 4],
    ['at a sequence number', { at: 'sequenceNumber', value: 3, inclusive: true }, 3],
    ['after the last sequence number', { at: 'sequenceNumber', value: 9, inclusive: false }, 10],
    ['after offset 0', { at: 'offset', value: 0, inclusive: false }, 1],
    ['at offset 0', { at: 'offset', value: 0, inclusive: true }, 0],
    ['after a time', { at: 'enqueuedTime', value: 1004, inclusive: false }, 5],
    ['at a time', { at: 'enqueuedTime', value: 1004, inclusive: true }, 4],
    ['before all times', { at: 'enqueuedTime', value: 0, inclusive: false }, 0],
    ['after all times', { at: 'enqueuedTime', value: 5000, inclusive: false }, 10],
  ] as const)('%s', async (_, start, sequenceNumber) => {
    expect(await resolveStart(start, await aLog())).toBe(sequenceNumber);
  });

  it.each([
    [
      'a sequence number',
      { at: 'sequenceNumber', value: 10, inclusive: true },
      "The supplied sequence number '10' is invalid. The last sequence number in the system is '9'",
    ],
    [
      'an offset',
      { at: 'offset', value: 99_999, inclusive: false },
      "The supplied offset '99999' is invalid. The last offset in the system is '",
    ],
  ] as const)('never beyond the end: %s (azure-sdk-for-java, issue 10215)', async (_, start, text) => {
    expect(await resolveStart(start, await aLog())).toEqual({
      condition: 'com.microsoft:argument-error',
      description: expect.stringContaining(text),
    });
  });

  it('an empty log has no position of its own', async () => {
    const log = new MemoryPartitionLog(() => 0, 64 * 1024);
    expect(await resolveStart({ at: 'sequenceNumber', value: 0, inclusive: true }, log)).toMatchObject({
      description: expect.stringContaining("is '-1'"),
    });
    expect(await resolveStart({ at: 'earliest' }, log)).toBe(0);
    expect(await resolveStart({ at: 'latest' }, log)).toBe(0);
  });
});
