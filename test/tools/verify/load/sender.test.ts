import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { EventHubPublisher } from '../../../../src/adapters/eventHubPublisher.ts';
import { tweetEvent } from '../../../../src/pipeline/tweetEvent.ts';
import { Sender, sendNumberProperty } from '../../../../tools/verify/load/sender.ts';
import { aTweet } from '../../../support/aTweet.ts';
import { readHub } from '../../../support/readHub.ts';

const { signal } = new AbortController();
const nothing = { partitions: 0, batches: 0, tooLarge: [] };
const event = (id: string) => tweetEvent(aTweet({ id }), 'test', '');

let hub: RunningEventHubs;
let sender: Sender;

beforeAll(async () => {
  hub = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 2 }] });
  sender = new Sender(new EventHubPublisher({ connectionString: hub.connectionString }, 'tweets'));
});

afterAll(async () => {
  await sender.close();
  await hub.close();
});

describe('the sender of the load', () => {
  it('numbers its events in the log, counts those that were taken, and leaves out what no hub can take', async () => {
    const tooLarge = { body: Buffer.alloc(2_000_000), properties: {} };
    expect(await sender.send([event('1'), tooLarge, event('2')], signal)).toBe(2);
    await sender.sendBeside(
      [
        {
          body: Buffer.from('{'),
          properties: {},
          partitionId: '1',
          expected: { kind: 'dead-letter', reason: 'not-json' },
        },
      ],
      signal,
    );
    expect([...sender.numbers()]).toEqual([0, 2, 3]);
    expect([sender.count, sender.loadCount]).toEqual([3, 2]);
    expect(sender.expected).toEqual(new Map([[3, { kind: 'dead-letter', reason: 'not-json' }]]));
    const inLog = [...(await readHub(hub, 'tweets')).values()].flat().map(({ properties }) => properties);
    expect(inLog.map((properties) => properties?.[sendNumberProperty]).toSorted()).toEqual([0, 2, 3]);
    expect(inLog.every((properties) => !('expected' in (properties ?? {})))).toBe(true);
  });

  it('ends with the reason of the signal, also while it waits', async () => {
    const given = new AbortController();
    const sending = sender.send([event('3')], given.signal);
    given.abort(new Error('Ctrl-C'));
    await expect(sending).rejects.toThrow('Ctrl-C');
  });

  it('is closed after five seconds, also where the client of its hub never is', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    try {
      const stuck = new Sender({ publish: async () => nothing, close: () => new Promise<void>(() => undefined) });
      const closing = stuck.close();
      await jest.advanceTimersByTimeAsync(5_000);
      await closing;
    } finally {
      jest.useRealTimers();
    }
  });

  it('is closed also where the client of its hub fails to', async () => {
    await new Sender({ publish: async () => nothing, close: () => Promise.reject(new Error('lost')) }).close();
  });
});
