import { describe, expect, it } from '@jest/globals';
import { eventBatch } from '../../src/pipeline/eventBatch.ts';
import { givenBatch } from '../../src/pipeline/givenBatch.ts';
import { attemptFields } from '../../src/pipeline/telemetry/attemptFigures.ts';
import { StoredPositions } from '../../src/pipeline/telemetry/storedPositions.ts';
import { anInvocation } from '../support/anInvocation.ts';
import { figuresOf, sentenceOf } from '../support/figuresOf.ts';
import { MemoryLog } from '../support/memoryLog.ts';

const bodies = [Buffer.from('a text'), Buffer.from('another')];

function given(ofBodies: unknown, metadata: Readonly<Record<string, unknown>> = {}, retryCount = 0) {
  const log = new MemoryLog();
  const telling = { log, positions: new StoredPositions(), now: () => new Date('2026-11-21T08:00:00Z') };
  const invocation = { ...anInvocation(2, metadata), retryContext: { retryCount } };
  return { log, batch: () => givenBatch(ofBodies, invocation, telling) };
}

describe('the batch that the trigger gave', () => {
  it('is that of the invocation, and nothing is told yet', () => {
    const { log, batch } = given(bodies);
    expect(batch()).toEqual(eventBatch(bodies, anInvocation(2)));
    expect([...log.lines, ...log.errors]).toEqual([]);
  });

  it('is told of where it cannot be read, since its partition stands still', () => {
    const { log, batch } = given(bodies, { offsetArray: [] }, 6);
    expect(batch).toThrow(expect.objectContaining({ code: 'invalid-batch' }));
    expect(log.errors.map(sentenceOf)).toEqual([
      'Attempt 7 at 2 events failed: invalid-batch (partition 2, none to none). They come again.',
    ]);
    const figures = figuresOf(log.errors[0], 'attempt');
    expect(Object.keys(figures).toSorted()).toEqual(attemptFields.toSorted());
    expect(figures).toMatchObject({ hub: 'tweets', received: 2, attempt: 7, oldestEnqueued: null });
  });

  it.each([
    ['no partition', bodies, { partitionContext: {} }],
    ['no list of bytes', 'a text', {}],
  ])('is told of where it has %s', (_what, ofBodies, metadata) => {
    const { log, batch } = given(ofBodies, metadata);
    expect(batch).toThrow(expect.objectContaining({ code: 'invalid-batch' }));
    expect(log.errors).toHaveLength(1);
  });
});
