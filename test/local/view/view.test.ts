import { once } from 'node:events';
import { Writable } from 'node:stream';
import { EventHubProducerClient } from '@azure/event-hubs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../local/eventHubs/index.ts';
import { startView, ViewError, type ViewOptions, type ViewStart } from '../../../local/view/index.ts';
import { type Collected, collected } from './collected.ts';

let hubs: RunningEventHubs;
let producer: EventHubProducerClient;
let printed: Collected;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  hubs = await startEventHubs({ port: 0, hub: [{ name: 'tweets', partitionCount: 2, consumerGroups: ['view'] }] });
  producer = new EventHubProducerClient(hubs.connectionString, 'tweets', { retryOptions: { maxRetries: 0 } });
  printed = collected();
});

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await producer.close();
  await hubs.close();
});

async function send(partitionId: string, ...bodies: readonly unknown[]): Promise<void> {
  await producer.sendBatch(
    bodies.map((body) => ({ body })),
    { partitionId },
  );
}

/** Ends the hub and starts another, empty one in its place. */
async function beginAnew(): Promise<void> {
  const { amqpPort: port } = hubs;
  await producer.close();
  await hubs.close();
  hubs = await startEventHubs({ port, hub: [{ name: 'tweets', partitionCount: 2 }] });
  producer = new EventHubProducerClient(hubs.connectionString, 'tweets');
}

async function view(options: Partial<ViewOptions> = {}) {
  const running = await startView({
    connectionString: hubs.connectionString,
    eventHubName: 'tweets',
    output: printed.output,
    columns: () => 100,
    batchWaitMs: 20,
    retryDelayMs: 20,
    onError: () => undefined,
    ...options,
  });
  closing.push(() => running.close());
  return running;
}

/** The bodies that a JSON view printed, in order. */
const bodies = (): unknown[] => objects().map(({ body }) => body);

function objects(): Record<string, unknown>[] {
  return printed
    .text()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const lineCount = (count: number) => (text: string) => text.split('\n').length > count;

describe('a view', () => {
  it('prints the events of all partitions in batches that it counts from 0', async () => {
    await send('0', Buffer.from('Azure is the greatest!'));
    await view();
    await printed.until((text) => text.includes('greatest'));
    await send('1', Buffer.from('{"id":"1","text":"Azure is okay. \u{1f469}\u{1f3fd}\u200d\u{1f4bb}"}'));
    const text = await printed.until((each) => each.includes('okay'));
    expect(text).toMatch(
      /^-{43}\nBatch: 0\n-{43}\n\+-+\+-+\+-+\+-+\+\n\|Offset\|Time \(readable\) +\|Timestamp \|Body +\|\n/,
    );
    expect(text).toMatch(/\|0 +\|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\|\d{10}\|Azure is the greatest!\|\n/);
    expect(text).toContain('Batch: 1');
    expect(printed.blocks).toHaveLength(2);
  });

  it('puts events of several partitions into one batch', async () => {
    await send('0', 'a');
    await send('1', 'b');
    await (await view({ count: 2, batchWaitMs: 10_000 })).done;
    expect(printed.blocks).toHaveLength(1);
  });

  it('ends by itself after count events, and shows no more of them', async () => {
    await send('0', 'a', 'b', 'c');
    await (await view({ count: 2, mode: 'json' })).done;
    expect(bodies()).toEqual(['"a"', '"b"']);
  });

  it('caps a batch at maxEvents', async () => {
    await send('0', 'a', 'b', 'c', 'd', 'e');
    await (await view({ count: 5, maxEvents: 2, mode: 'json', batchWaitMs: 10_000 })).done;
    expect(printed.blocks.map((block) => block.split('\n').length - 1)).toEqual([2, 2, 1]);
  });

  it('shows bodies, properties and keys as one JSON object per line', async () => {
    const properties = { source: 'test', 'Diagnostic-Id': '00-1' };
    await producer.sendBatch([{ body: Buffer.from('\u202eAzure\n'), properties }, { body: Buffer.from([0xff]) }], {
      partitionId: '1',
    });
    await (await view({ count: 2, mode: 'json' })).done;
    const [first, second] = objects();
    expect(Object.keys(first ?? {})).toEqual([
      'partition',
      'sequenceNumber',
      'offset',
      'enqueuedTime',
      'properties',
      'body',
    ]);
    expect(first).toMatchObject({ partition: '1', sequenceNumber: 0, offset: '0', properties, body: '\u202eAzure\n' });
    expect(Date.parse(String(first?.enqueuedTime))).toBeGreaterThan(Date.now() - 60_000);
    expect(second).toMatchObject({ sequenceNumber: 1, properties: {}, body: { base64: '/w==' } });
  });

  it('shows what the service holds with mode raw, the partition key included', async () => {
    await producer.sendBatch([{ body: Buffer.from('Az') }], { partitionKey: 'key' });
    await (await view({ count: 1, mode: 'raw' })).done;
    expect(printed.text()).toMatch(/\|\[41 7A\]\|0 +\|0 +\|\d{13}\|null +\|key +\|/);
  });

  it('prints the schema before the first batch', async () => {
    await send('0', 'a');
    await (await view({ count: 1, schema: true, mode: { fields: ['id'] } })).done;
    expect(printed.text()).toMatch(/^root\n \|-- id: string \(nullable = true\)\n\n-{43}\nBatch: 0\n/);
  });

  it('prints what the hub has accepted with mode sent', async () => {
    await send('0', Buffer.from('Azure is okay.'));
    await (await view({ count: 1, mode: 'sent' })).done;
    expect(printed.text()).toBe('Sent event: Azure is okay.\n\n');
  });

  it('lets no stranger steer the terminal', async () => {
    await send('0', Buffer.from('\x1b[2J\u202e\x9b31m\r'));
    await (await view({ count: 1 })).done;
    expect(printed.text()).toContain('|\\x1b[2J\\u{202e}\\x9b31m\\r|');
  });

  it('shows bodies that are no AMQP data as JSON', async () => {
    await producer.sendBatch(
      [
        { body: { a: 1 }, bodyType: 'value' },
        { body: 'text', bodyType: 'value' },
      ],
      {
        partitionId: '0',
      },
    );
    await (await view({ count: 2, mode: 'json' })).done;
    expect(bodies()).toEqual(['{"a":1}', 'text']);
  });
});

describe('the start of a view', () => {
  it('is after what the hub holds with latest, and everything sent once it has started is seen', async () => {
    await send('0', 'before');
    const running = await view({ from: 'latest', count: 2, mode: 'json' });
    await send('0', 'after');
    await send('1', 'first');
    await running.done;
    expect(bodies().sort()).toEqual(['"after"', '"first"']);
  });

  it.each([
    ['an offset, that event included', async (): Promise<ViewStart> => ({ offset: await offsetOf(1) })],
    ['a sequence number, that event included', async (): Promise<ViewStart> => ({ sequenceNumber: 1 })],
  ])('can be %s', async (_, from) => {
    await send('0', 'a', 'b', 'c');
    printed = collected();
    await (await view({ from: await from(), partition: '0', count: 2, mode: 'json' })).done;
    expect(bodies().slice(-2)).toEqual(['"b"', '"c"']);
  });

  it('can be a time, that of the event included', async () => {
    await send('0', 'a');
    const running = await view({ count: 1, mode: 'json' });
    await running.done;
    const enqueuedTime = new Date(String(objects()[0]?.enqueuedTime));
    await (await view({ from: { enqueuedTime }, count: 1, mode: 'json' })).done;
    expect(bodies()).toEqual(['"a"', '"a"']);
  });

  async function offsetOf(sequenceNumber: number): Promise<string> {
    const lines = collected();
    await (await view({ output: lines.output, partition: '0', count: sequenceNumber + 1, mode: 'json' })).done;
    return String(JSON.parse(lines.text().trim().split('\n').at(-1) ?? '').offset);
  }
});

describe('a view that cannot go on', () => {
  it.each<[string, Partial<ViewOptions>, ViewError['code'], RegExp]>([
    [
      'there is no such hub',
      { eventHubName: 'posts' },
      'hub-not-found',
      /^There is no hub "posts" in localhost:\d+\. Set EVENT_HUB_NAME/,
    ],
    [
      'there is no such partition',
      { partition: '9' },
      'partition-not-found',
      /^Hub "tweets" has no partition 9\. It has 0, 1\.$/,
    ],
    ['nothing is set', { connectionString: undefined }, 'bad-settings', /^No Event Hubs namespace is set\./],
    [
      'the connection string is none',
      { connectionString: 'nonsense' },
      'bad-settings',
      /^EventHubConnection cannot be used:/,
    ],
  ])('does not start when %s', async (_, options, code, message) => {
    const failure = await view(options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ViewError);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('tells of each attempt to reach a namespace that is not there, and gives up', async () => {
    const { connectionString } = hubs;
    await hubs.close();
    const told: string[] = [];
    const failure = view({ connectionString, onError: (message) => told.push(message) });
    await expect(failure).rejects.toMatchObject({
      code: 'hub-unreachable',
      message: expect.stringMatching(/ECONNREFUSED/),
    });
    expect(told).toEqual([
      expect.stringMatching(/^Cannot reach Event Hubs at localhost:\d+: .*ECONNREFUSED.* Trying again\.$/),
    ]);
  });

  it('gives up its start on a signal, also between two attempts', async () => {
    const { connectionString } = hubs;
    await hubs.close();
    const giving = new AbortController();
    const starting = view({
      connectionString,
      retryDelayMs: 60_000,
      signal: giving.signal,
      onError: () => giving.abort(),
    });
    await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends when there is no such consumer group', async () => {
    const { done } = await view({ consumerGroup: 'nobody' });
    await expect(done).rejects.toMatchObject({
      code: 'group-not-found',
      message: expect.stringMatching(/"nobody".*--group/),
    });
  });

  it('ends when the start lies behind the end of the partition', async () => {
    const { done } = await view({ from: { sequenceNumber: 500 }, partition: '0' });
    await expect(done).rejects.toMatchObject({ code: 'position-not-found' });
  });

  it('ends as a whole when one of its partitions cannot be read', async () => {
    await send('0', 'a', 'b', 'c');
    const { done } = await view({ from: { sequenceNumber: 2 } });
    await expect(done).rejects.toMatchObject({
      message: expect.stringMatching(/^Partition 1 cannot be read from there: .* --from earliest\.$/),
    });
  });

  it('reads a hub that came back with nothing from its first event', async () => {
    const told: string[] = [];
    await send('0', 'a', 'b', 'c');
    await view({ mode: 'json', onError: (message) => told.push(message) });
    await printed.until(lineCount(3));
    await beginAnew();
    await send('0', 'd');
    await printed.until(lineCount(4));
    expect(bodies()).toEqual(['"a"', '"b"', '"c"', '"d"']);
    expect(told.at(-1)).toBe('The hub began anew; reading it from its first event.');
  });

  it('reads a hub that came back with more than before from its first event, and says so once', async () => {
    const told: string[] = [];
    await send('0', 'a', 'b');
    await send('1', 'c');
    await view({ mode: 'json', onError: (message) => told.push(message) });
    await printed.until(lineCount(3));
    await beginAnew();
    await send('0', 'd', 'e', 'f', 'g');
    await send('1', 'h', 'i');
    await printed.until(lineCount(9));
    expect(bodies().slice(3).sort()).toEqual(['"d"', '"e"', '"f"', '"g"', '"h"', '"i"']);
    expect(told.filter((message) => message.includes('anew'))).toEqual([
      'The hub began anew; reading it from its first event.',
    ]);
  });

  it('reads a hub that came back before anything arrived in a partition, with latest', async () => {
    await send('0', 'a', 'b', 'c');
    await view({ mode: 'json', from: 'latest' });
    await send('1', 'read');
    await printed.until(lineCount(1));
    await beginAnew();
    await send('0', 'd');
    await printed.until(lineCount(2));
    expect(bodies()).toEqual(['"read"', '"d"']);
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    await send('0', 'a');
    await expect((await view({ output })).done).resolves.toBeUndefined();
  });

  it('ends with the failure when its output fails otherwise', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    });
    await send('0', 'a');
    await expect((await view({ output })).done).rejects.toThrow('no space');
  });

  it('closes within a second, twice if asked, also while its output takes nothing', async () => {
    const stuck = new Writable({ write: () => void stuck.emit('stuck') });
    const reached = once(stuck, 'stuck');
    await send('0', 'a');
    const running = await view({ output: stuck });
    await reached;
    const started = performance.now();
    await running.close();
    await running.close();
    expect(performance.now() - started).toBeLessThan(2_500);
  });
});
