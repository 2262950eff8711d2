import { setImmediate as turn } from 'node:timers/promises';
import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../local/eventHubs/index.ts';
import { EventHubPublisher } from '../../src/adapters/eventHubPublisher.ts';
import { partitionOfKey } from '../../src/pipeline/partitionOfKey.ts';
import type { TweetPublisher } from '../../src/pipeline/publishTweets.ts';
import { type TweetEvent, tweetEvent } from '../../src/pipeline/tweetEvent.ts';
import { aTweet } from '../support/aTweet.ts';
import { MemoryPublisher } from '../support/memoryPublisher.ts';
import { readHub } from '../support/readHub.ts';

interface Opened {
  readonly publisher: TweetPublisher;
  /** The bodies in each partition, as texts, in order. */
  bodies(): Promise<ReadonlyMap<string, readonly string[]>>;
}

const hubNames = Array.from({ length: 10 }, (_, index) => `hub${index}`);
const publishers: EventHubPublisher[] = [];
let hubs: RunningEventHubs;
beforeAll(async () => {
  hubs = await startEventHubs({ port: 0, hub: hubNames.map((name) => ({ name, partitionCount: 4 })) });
});
afterAll(async () => {
  await Promise.all(publishers.map((publisher) => publisher.close()));
  await hubs.close();
});

const kinds: readonly (readonly [string, () => Opened])[] = [
  ['in memory', openMemory],
  ['to Event Hubs', openHub],
];

function openMemory(): Opened {
  const publisher = new MemoryPublisher();
  const bodies = async () =>
    new Map(
      publisher.partitions.map((events, index) => [
        String(index),
        events.map(({ body }) => Buffer.from(body).toString()),
      ]),
    );
  return { publisher, bodies };
}

function takeHub(): { readonly hub: string; readonly publisher: EventHubPublisher } {
  const hub = hubNames.pop() ?? 'none left';
  const publisher = new EventHubPublisher(hubs, hub);
  publishers.push(publisher);
  return { hub, publisher };
}

function openHub(): Opened {
  const { hub, publisher } = takeHub();
  const bodies = async () =>
    new Map(
      [...(await readHub(hubs, hub))].map(([partition, events]) => [partition, events.map(({ body }) => String(body))]),
    );
  return { publisher, bodies };
}

const anEvent = (body: string, partitionKey?: string): TweetEvent => ({
  body: Buffer.from(body),
  contentType: 'text/plain',
  properties: {},
  ...(partitionKey !== undefined && { partitionKey }),
});

describe.each(kinds)('a publisher %s', (_where, open) => {
  it('puts each event where its key belongs, in order, and counts the partitions', async () => {
    const { publisher, bodies } = open();
    const keys = Array.from({ length: 40 }, (_, index) => `key${index % 10}`);
    const events = keys.map((key, index) => anEvent(`${key} ${String(index).padStart(2, '0')}`, key));
    const { partitions, tooLarge } = await publisher.publish(events);
    const found = await bodies();
    for (const [partition, texts] of found) {
      expect(texts.toSorted((one, other) => Number(one.slice(-2)) - Number(other.slice(-2)))).toEqual(texts);
      for (const text of texts) expect(String(partitionOfKey(text.slice(0, 4), 4))).toBe(partition);
    }
    expect([...found.values()].flat()).toHaveLength(40);
    expect(partitions).toBe(new Set(keys.map((key) => partitionOfKey(key, 4))).size);
    expect(tooLarge).toEqual([]);
  });

  it('puts an event into the very partition that it names, whatever its key', async () => {
    const { publisher, bodies } = open();
    const events = ['one', 'two'].map((body): TweetEvent => ({ ...anEvent(body, 'key'), partitionId: '2' }));
    expect(await publisher.publish(events)).toEqual({ partitions: 1, batches: 1, tooLarge: [] });
    expect((await bodies()).get('2')).toEqual(['one', 'two']);
  });

  it('takes events without a key, and none at all', async () => {
    const { publisher, bodies } = open();
    expect(await publisher.publish([])).toEqual({ partitions: 0, batches: 0, tooLarge: [] });
    expect(await publisher.publish([anEvent('one'), anEvent('two')])).toEqual({
      partitions: 1,
      batches: 1,
      tooLarge: [],
    });
    expect([...(await bodies()).values()].flat()).toEqual(['one', 'two']);
  });

  it('gives back an event that no message can hold, and sends the others', async () => {
    const { publisher, bodies } = open();
    const large = anEvent('x'.repeat(2 ** 20 + 1));
    const result = await publisher.publish([anEvent('before'), large, anEvent('after')]);
    expect(result.partitions).toBe(1);
    expect(result.tooLarge).toHaveLength(1);
    expect(result.tooLarge[0]).toBe(large);
    expect([...(await bodies()).values()].flat().toSorted()).toEqual(['after', 'before']);
  });

  it('takes nothing but one event that no message can hold, without sending', async () => {
    const { publisher, bodies } = open();
    const { partitions, tooLarge } = await publisher.publish([anEvent('x'.repeat(2 ** 20 + 1), 'a')]);
    expect([partitions, tooLarge.length]).toEqual([0, 1]);
    expect([...(await bodies()).values()].flat()).toEqual([]);
  });

  it('reaches a hub that is there', async () => {
    await expect(open().publisher.reach()).resolves.toBeUndefined();
  });

  it('takes more than one message can hold', async () => {
    const { publisher, bodies } = open();
    const texts = Array.from({ length: 30 }, (_, index) => String(index).padStart(100_000, '0'));
    await publisher.publish(texts.map((text) => anEvent(text, 'same')));
    const found = [...(await bodies()).values()].filter((bodies) => bodies.length > 0);
    expect(found.map((bodies) => bodies.map(Number))).toEqual([texts.map(Number)]);
  });
});

describe('what travels to Event Hubs', () => {
  it('is the exact JSON, its content type and its properties', async () => {
    const { hub, publisher } = takeHub();
    const tweet = aTweet({ text: 'Grüße <3 👋' });
    await publisher.publish([tweetEvent(tweet, 'test', '00-trace')]);
    const [event] = [...(await readHub(hubs, hub)).values()].flat();
    expect(Buffer.from(event?.body).toString()).toBe(JSON.stringify(tweet));
    expect(event?.contentType).toBe('application/json');
    expect(event?.properties).toEqual({ source: 'test', schema: 'tweet/1', 'Diagnostic-Id': '00-trace' });
  });

  it('fails, with the reason, where there is no such hub', async () => {
    const publisher = new EventHubPublisher(hubs, 'missing');
    publishers.push(publisher);
    await expect(publisher.reach()).rejects.toMatchObject({ code: 'hub-set-up' });
    await expect(publisher.publish([anEvent('one')])).rejects.toMatchObject({
      code: 'hub-set-up',
      message: expect.stringMatching(/^Event hub missing cannot be used \(MessagingEntityNotFoundError\)\. Create it/),
    });
  });

  it('fails only once nothing is on its way any more', async () => {
    const { publisher } = takeHub();
    const order: string[] = [];
    const sendBatch = jest
      .spyOn(EventHubProducerClient.prototype, 'sendBatch')
      .mockRejectedValueOnce(new Error('refused'))
      .mockImplementationOnce(async () => {
        await turn();
        order.push('sent');
      });
    try {
      const run = publisher.publish([anEvent('one', 'key0'), anEvent('two', 'key1')]);
      await expect(run.finally(() => order.push('failed'))).rejects.toMatchObject({
        code: 'hub-unavailable',
        cause: new Error('refused'),
      });
      expect(order).toEqual(['sent', 'failed']);
    } finally {
      sendBatch.mockRestore();
    }
  });

  it('fails while the hub is down, and goes on once it is there', async () => {
    const definition = [{ name: 'tweets', partitionCount: 2 }];
    const { amqpPort: port, connectionString, close } = await startEventHubs({ port: 0, hub: definition });
    await close();
    const publisher = new EventHubPublisher({ connectionString }, 'tweets');
    publishers.push(publisher);
    await expect(publisher.reach()).rejects.toMatchObject({ code: 'hub-unavailable' });
    await expect(publisher.publish([anEvent('lost', 'a')])).rejects.toMatchObject({
      code: 'hub-unavailable',
      message: 'Event hub tweets cannot be reached (ECONNREFUSED). The next run tries again.',
      cause: expect.anything(),
    });
    const again = await startEventHubs({ port, hub: definition });
    try {
      await publisher.reach();
      expect(await publisher.publish([anEvent('taken', 'a')])).toEqual({ partitions: 1, batches: 1, tooLarge: [] });
      const events = [...(await readHub(again, 'tweets')).values()].flat();
      expect(events.map(({ body }) => String(body))).toEqual(['taken']);
    } finally {
      await publisher.close();
      await again.close();
    }
  });
});
