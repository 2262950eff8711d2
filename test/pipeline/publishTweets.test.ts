import { describe, expect, it } from '@jest/globals';
import { publishTweets, type SourceRun } from '../../src/pipeline/publishTweets.ts';
import { runFields } from '../../src/pipeline/telemetry/runFigures.ts';
import type { SourcedItem } from '../../src/pipeline/tweetEvent.ts';
import { aTimerRun } from '../support/aTimerRun.ts';
import { aTweet } from '../support/aTweet.ts';
import { figuresOf, sentenceOf } from '../support/figuresOf.ts';
import { MemoryLog } from '../support/memoryLog.ts';
import { MemoryPublisher } from '../support/memoryPublisher.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

function aRun(...batches: readonly (readonly SourcedItem[])[]) {
  let count = 0;
  let open = true;
  const publisher = new MemoryPublisher();
  /** How many events the hub had each time the source heard that they were taken. */
  const takenAt: number[] = [];
  const taken = async () => void takenAt.push(publisher.events.length);
  const run = {
    source: {
      name: 'test' as const,
      steps: async function* (_: SourceRun) {
        try {
          for (const items of batches) yield { items, taken };
        } finally {
          open = false;
        }
      },
    },
    publisher,
    randomHex: (bytes: number) => (count++).toString(16).padStart(2 * bytes, '0'),
    now: () => new Date('2026-11-20T22:15:00.500Z'),
    log: new MemoryLog(),
  };
  return {
    ...run,
    takenAt,
    isOpen: () => open,
    sentences: () => run.log.lines.map(sentenceOf),
    publish: () => publishTweets(aTimerRun({ traceParent: `00-${traceId}-00f067aa0ba902b7-01` }), run),
  };
}

describe('a run', () => {
  it('publishes all that the source has, and says so in one line', async () => {
    const run = aRun([aTweet({ id: '20' }), aTweet({ id: '21' }), 'Azure is okay.']);
    await run.publish();
    expect(run.publisher.events).toHaveLength(3);
    expect(run.sentences()).toEqual([
      expect.stringMatching(/^Published 3 tweets to \d partitions? \(test source\)\.$/),
    ]);
    expect(run.log.errors).toEqual([]);
  });

  it('tells the source that the hub took its tweets, once and not before', async () => {
    const run = aRun(['one', 'two']);
    await run.publish();
    expect(run.takenAt).toEqual([2]);
  });

  it('goes step by step: the next one begins when the source has heard of the one before', async () => {
    const run = aRun(['one', 'two'], ['three']);
    await run.publish();
    expect(run.takenAt).toEqual([2, 3]);
    expect(run.sentences()).toEqual(['Published 3 tweets to 1 partition (test source).']);
  });

  it('gives every event a span of its own in the trace of the run', async () => {
    const run = aRun(['one', 'two']);
    await run.publish();
    expect(run.publisher.events.map(({ properties }) => properties['Diagnostic-Id'])).toEqual([
      `00-${traceId}-0000000000000000-01`,
      `00-${traceId}-0000000000000001-01`,
    ]);
  });

  it('reports an event that the hub can never take, and publishes the others', async () => {
    const run = aRun(['short'], ['a'.repeat(2 ** 20 + 1)]);
    await run.publish();
    expect(run.publisher.events).toHaveLength(1);
    expect(run.sentences()).toEqual(['Published 1 tweet to 1 partition (test source).']);
    expect(run.log.errors).toEqual([
      "Left out 1 event larger than the hub's largest message (up to 1048577 bytes). Shorten the text.",
    ]);
  });

  it('fails, and claims nothing, when the hub is down', async () => {
    const run = aRun(['one']);
    run.publisher.publish = async () => Promise.reject(new Error('The hub is down.'));
    await expect(run.publish()).rejects.toThrow('The hub is down.');
    expect(run.sentences()).toEqual([]);
    expect(run.takenAt).toEqual([]);
    expect(run.isOpen()).toBe(false);
  });

  it('goes no further when the source cannot remember a step', async () => {
    const run = aRun(['one'], ['two']);
    run.takenAt.push = () => {
      throw new Error('Storage is down.');
    };
    await expect(run.publish()).rejects.toThrow('Storage is down.');
    expect(run.publisher.events).toHaveLength(1);
    expect(run.isOpen()).toBe(false);
  });

  it('tells queries what it did, in one line for all its steps', async () => {
    const run = aRun(['one', 'two'], ['three', 'a'.repeat(2 ** 20 + 1)]);
    await run.publish();
    const figures = figuresOf(run.log.lines[0], 'run');
    expect(run.log.lines).toHaveLength(1);
    expect(Object.keys(figures).toSorted()).toEqual(runFields.toSorted());
    expect(figures).toMatchObject({
      ...{ v: 1, fn: 'publishTweets', source: 'test', fetched: 4, published: 3, duplicates: 0, batches: 2, bytes: 11 },
      ...{ rateLimitRemaining: null, sinceId: null, isPastDue: false, lateMs: null, failed: null },
    });
  });

  it('tells what its source has found, where that is more than it gives to publish', async () => {
    const run = aRun(['one']);
    const steps = run.source.steps;
    const found = { fetched: 37, duplicates: 36, rateLimitRemaining: 449, sinceId: '2052131862999339008' };
    run.source.steps = async function* (given: SourceRun) {
      given.tell?.(found);
      yield* steps(given);
    };
    await run.publish();
    expect(figuresOf(run.log.lines[0], 'run')).toMatchObject({ ...found, published: 1 });
  });

  it('tells how late it began, and how long it took', async () => {
    const run = aRun(['one']);
    const times = [0, 1_234];
    const now = () => new Date(Date.UTC(2026, 10, 20, 22, 15, 2) + (times.shift() ?? 0));
    const late = aTimerRun({ isPastDue: true, due: new Date('2026-11-20T22:15:00Z') });
    await publishTweets(late, { ...run, now });
    const early = aTimerRun({ due: new Date('2026-11-20T22:15:01Z') });
    await publishTweets(early, run);
    expect(run.log.lines.map((line) => figuresOf(line, 'run'))).toMatchObject([
      { isPastDue: true, lateMs: 2_000, durationMs: 1_234 },
      { isPastDue: false, lateMs: 0, durationMs: 0 },
    ]);
  });

  it('tells what it had published when it fails, and why, without the text of the error', async () => {
    const run = aRun(['one'], ['two', 'three']);
    const publish = run.publisher.publish.bind(run.publisher);
    run.publisher.publish = async (events) => {
      if (events.length > 1) throw Object.assign(new Error('secret'), { code: 'hub-unavailable' });
      return publish(events);
    };
    await expect(run.publish()).rejects.toMatchObject({ code: 'hub-unavailable' });
    expect(run.log.lines).toEqual([]);
    expect(run.log.errors.map(sentenceOf)).toEqual([
      'The run failed: hub-unavailable, with 1 tweet published before (test source).',
    ]);
    expect(figuresOf(run.log.errors[0], 'run')).toMatchObject({ published: 1, failed: 'hub-unavailable' });
  });

  it('says that there was nothing to publish', async () => {
    const run = aRun([]);
    await run.publish();
    expect(run.sentences()).toEqual(['Published 0 tweets to 0 partitions (test source).']);
  });
});
