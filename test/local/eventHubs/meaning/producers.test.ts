import { describe, expect, it } from '@jest/globals';
import { type AskedProducer, admitProducer, judgeEvents } from '../../../../local/eventHubs/meaning/producers.ts';
import type { ProducerState } from '../../../../local/eventHubs/storage/partitionLog.ts';

const nothing: AskedProducer = { id: undefined, epoch: undefined, sequenceNumber: undefined };
const largest = 0x7fffffff;

describe('admitting an idempotent producer', () => {
  const known: ProducerState = { id: 7, epoch: 2, sequenceNumber: 5 };
  const admit = (asked: Partial<AskedProducer>) =>
    admitProducer(
      { ...nothing, ...asked },
      (id) => (id === known.id ? known : undefined),
      () => 42,
    );
  const conditionOf = (asked: Partial<AskedProducer>): string => {
    const admitted = admit(asked);
    return 'condition' in admitted ? admitted.condition : 'admitted';
  };

  it.each([
    [{}, { id: 42, epoch: 0, sequenceNumber: 0 }],
    [{ epoch: 1 }, { id: 42, epoch: 1, sequenceNumber: 0 }],
    [{ sequenceNumber: 9 }, { id: 42, epoch: 0, sequenceNumber: 9 }],
    [
      { id: 7, epoch: 2, sequenceNumber: 3 },
      { id: 7, epoch: 2, sequenceNumber: 3 },
    ],
    [
      { id: 7, epoch: 2 },
      { id: 7, epoch: 2, sequenceNumber: 5 },
    ],
    [{ id: 7 }, { id: 7, epoch: 2, sequenceNumber: 5 }],
    [
      { id: 7, epoch: 3 },
      { id: 7, epoch: 3, sequenceNumber: 0 },
    ],
    [
      { id: 7, epoch: 3, sequenceNumber: 5 },
      { id: 7, epoch: 3, sequenceNumber: 5 },
    ],
    [
      { epoch: 0x7fff, sequenceNumber: largest },
      { id: 42, epoch: 0x7fff, sequenceNumber: largest },
    ],
  ])('%j is answered with %j (azure-sdk-for-js and azure-sdk-for-net, live tests)', (asked, producer) => {
    expect(admit(asked)).toMatchObject({ producer });
  });

  it.each([{ epoch: -1 }, { id: -1 }, { sequenceNumber: -1 }, { epoch: 0x8000 }, { sequenceNumber: 2 ** 31 }])(
    'refuses %j as out of range (azure-sdk-for-js, idempotentProducer.spec.ts)',
    (asked) => {
      expect(conditionOf(asked)).toBe('com.microsoft:argument-out-of-range');
    },
  );

  it.each([{ id: Number.NaN }, { id: 2 ** 60 }, { epoch: 0.5 }, { sequenceNumber: 1e300 }])(
    'refuses %j, which is none of its numbers',
    (asked) => {
      expect(conditionOf(asked)).toBe('com.microsoft:argument-out-of-range');
    },
  );

  it('does not let ids in that the partition never gave (azure-sdk-for-python, test_send_async.py of 5.4.0b1)', () => {
    expect(conditionOf({ id: 100, epoch: 100, sequenceNumber: 100 })).toBe('amqp:not-allowed');
  });
});

describe('what an idempotent producer sends', () => {
  const producer = { id: 7, epoch: 1, sequenceNumber: 0 };
  const row = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: 7, epoch: 1, sequenceNumber: (from + index) % 2 ** 31 }));
  const judge = (from: number, count: number, sequenceNumber: number, epoch = 1): string => {
    const judged = judgeEvents(row(from, count), producer, { id: 7, epoch, sequenceNumber });
    return judged.verdict === 'refuse' ? judged.error.condition : judged.verdict;
  };
  const begun = (sequenceNumber: number): number => -1 - sequenceNumber;

  it.each([
    ['the next one', 6, 1, 5],
    ['the next ones', 6, 10, 5],
    ['0 after the largest (azure-sdk-for-net, NextSequence)', 0, 3, largest],
    ['the largest and 0', largest, 2, largest - 1],
    ['first what follows on its beginning, as JS, .NET and Java do', 1, 2, begun(0)],
    ['first its beginning, as Python does', 0, 2, begun(0)],
    ['first what follows on what it published in the epoch before', 6, 1, begun(5)],
    ['first that very number', 5, 1, begun(5)],
  ])('is stored when it is %s', (_, from, count, last) => {
    expect(judge(from, count, last)).toBe('publish');
  });

  it.each([
    ['the same batch', 3, 3, 5],
    ['one with the same end, where no more is known', 5, 1, 5],
    ['the same batch, over the largest number', largest, 3, 1],
  ])('is not stored again when it is %s', (_, from, count, last) => {
    expect(judge(from, count, last)).toBe('repeated');
  });

  it.each([
    ['a part of what is stored (azure-sdk-for-js: "six as two")', 2, 1, 5],
    ['in part stored, in part new (azure-sdk-for-net: LastPublishedSequenceNumber - 5)', 1, 10, 5],
    ['after a gap', 7, 1, 5],
    ['far ahead', 2 ** 30 + 10, 1, 5],
    ['after a gap at its beginning', 2, 1, begun(0)],
    ['before its beginning', 4, 1, begun(5)],
    ['again at 0', 0, 1, 5],
  ])('is refused when it is %s', (_, from, count, last) => {
    expect(judge(from, count, last)).toBe('com.microsoft:out-of-order-sequence');
  });

  it('is taken for stored only as it came: who sends another batch with the same end has lost count', () => {
    const known = { id: 7, epoch: 1, sequenceNumber: 5, firstSequenceNumber: 3 };
    expect(judgeEvents(row(3, 3), producer, known)).toEqual({ verdict: 'repeated' });
    for (const stamps of [row(4, 2), row(2, 4)]) {
      const judged = judgeEvents(stamps, producer, known);
      expect(judged).toMatchObject({ error: { condition: 'com.microsoft:out-of-order-sequence' } });
    }
  });

  it('is told an old sequence from one that comes too early (azure-sdk-for-js looks for "old sequence")', () => {
    const text = (from: number, last: number): string => {
      const judged = judgeEvents(row(from, 1), producer, { id: 7, epoch: 1, sequenceNumber: last });
      return judged.verdict === 'refuse' ? judged.error.description : '';
    };
    expect(text(2, 5)).toContain('old sequence. Received:2 Expected:6');
    expect(text(largest, 5)).toContain('old sequence');
    expect(text(8, 5)).toContain('Received:8 Expected:6');
    expect(text(8, 5)).not.toContain('old sequence');
    expect(text(2, largest)).not.toContain('old sequence');
  });

  it('is refused when another has come with a higher epoch, even if that has published nothing', () => {
    expect(judgeEvents(row(6, 1), producer, { id: 7, epoch: 2, sequenceNumber: 9 })).toMatchObject({
      // The words that clients look for (azure-sdk-for-js).
      error: { description: expect.stringContaining('Received:1 Current:2') },
    });
    expect(judge(6, 1, 5, 2)).toBe('com.microsoft:producer-epoch-stolen');
    expect(judge(6, 1, begun(0), 2)).toBe('com.microsoft:producer-epoch-stolen');
  });

  it.each([
    ['without a stamp', [{ id: Number.NaN, epoch: Number.NaN, sequenceNumber: Number.NaN }]],
    ['with the stamp of another producer', [{ id: 8, epoch: 1, sequenceNumber: 6 }]],
    ['with another epoch than its link', [{ id: 7, epoch: 0, sequenceNumber: 6 }]],
    ['with a negative number', [{ id: 7, epoch: 1, sequenceNumber: -1 }]],
    ['with a number beyond an int', [{ id: 7, epoch: 1, sequenceNumber: 2 ** 31 }]],
    ['with numbers that do not follow each other', [...row(6, 1), ...row(8, 1)]],
    ['with one number twice', [...row(6, 1), ...row(6, 1)]],
  ])('is refused whole %s', (_, stamps) => {
    const judged = judgeEvents(stamps, producer, { id: 7, epoch: 1, sequenceNumber: 5 });
    expect(judged).toMatchObject({ error: { condition: 'com.microsoft:argument-out-of-range' } });
  });

  it('is stored when the partition has forgotten the producer, and remembered from then on', () => {
    expect(judgeEvents(row(100, 3), producer, undefined)).toEqual({
      verdict: 'publish',
      state: { id: 7, epoch: 1, sequenceNumber: 102, firstSequenceNumber: 100 },
    });
  });

  it('may be nothing at all', () => {
    expect(judgeEvents([], producer, undefined)).toEqual({ verdict: 'repeated' });
  });
});
