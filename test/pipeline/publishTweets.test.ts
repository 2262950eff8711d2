import { describe, expect, it } from '@jest/globals';
import { publishTweets } from '../../src/pipeline/publishTweets.ts';
import type { SourcedItem } from '../../src/pipeline/tweetEvent.ts';
import { aTweet } from '../support/aTweet.ts';
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
      steps: async function* () {
        try {
          for (const items of batches) yield { items, taken };
        } finally {
          open = false;
        }
      },
    },
    publisher,
    randomHex: (bytes: number) => (count++).toString(16).padStart(2 * bytes, '0'),
    log: new MemoryLog(),
  };
  return {
    ...run,
    takenAt,
    isOpen: () => open,
    publish: () => publishTweets(`00-${traceId}-00f067aa0ba902b7-01`, run),
  };
}

describe('a run', () => {
  it('publishes all that the source has, and says so in one line', async () => {
    const run = aRun([aTweet({ id: '20' }), aTweet({ id: '21' }), 'Azure is okay.']);
    await run.publish();
    expect(run.publisher.events).toHaveLength(3);
    expect(run.log.lines).toEqual([expect.stringMatching(/^Published 3 tweets to \d partitions? \(test source\)\.$/)]);
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
    expect(run.log.lines).toEqual([
      'Published 2 tweets to 1 partition (test source).',
      'Published 1 tweet to 1 partition (test source).',
    ]);
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
    const run = aRun(['short', 'a'.repeat(2 ** 20 + 1)]);
    await run.publish();
    expect(run.publisher.events).toHaveLength(1);
    expect(run.log.lines).toEqual(['Published 1 tweet to 1 partition (test source).']);
    expect(run.log.errors).toEqual([
      "Left out 1 event larger than the hub's largest message (up to 1048577 bytes). Shorten the text.",
    ]);
  });

  it('fails, and claims nothing, when the hub is down', async () => {
    const run = aRun(['one']);
    run.publisher.publish = async () => Promise.reject(new Error('The hub is down.'));
    await expect(run.publish()).rejects.toThrow('The hub is down.');
    expect(run.log.lines).toEqual([]);
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

  it('says that there was nothing to publish', async () => {
    const run = aRun([]);
    await run.publish();
    expect(run.log.lines).toEqual(['Published 0 tweets to 0 partitions (test source).']);
  });
});
