import { describe, expect, it } from '@jest/globals';
import type { ViewStart } from '../../../local/view/index.ts';
import { collected } from './collected.ts';
import { viewedHub } from './viewedHub.ts';

const { bodies, objects, printed, producer, send, view } = viewedHub();

describe('a view', () => {
  it('prints the events of all partitions in batches that it counts from 0', async () => {
    await send('0', Buffer.from('Azure is the greatest!'));
    await view();
    await printed().until((text) => text.includes('greatest'));
    await send('1', Buffer.from('{"id":"1","text":"Azure is okay. \u{1f469}\u{1f3fd}\u200d\u{1f4bb}"}'));
    const text = await printed().until((each) => each.includes('okay'));
    expect(text).toMatch(
      /^-{43}\nBatch: 0\n-{43}\n\+-+\+-+\+-+\+-+\+\n\|Offset\|Time \(readable\) +\|Timestamp \|Body +\|\n/,
    );
    expect(text).toMatch(/\|0 +\|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\|\d{10}\|Azure is the greatest!\|\n/);
    expect(text).toContain('Batch: 1');
    expect(printed().blocks).toHaveLength(2);
  });

  it('puts events of several partitions into one batch', async () => {
    await send('0', 'a');
    await send('1', 'b');
    await (await view({ count: 2, batchWaitMs: 10_000 })).done;
    expect(printed().blocks).toHaveLength(1);
  });

  it('ends by itself after count events, and shows no more of them', async () => {
    await send('0', 'a', 'b', 'c');
    await (await view({ count: 2, mode: 'json' })).done;
    expect(bodies()).toEqual(['"a"', '"b"']);
  });

  it('caps a batch at maxEvents', async () => {
    await send('0', 'a', 'b', 'c', 'd', 'e');
    await (await view({ count: 5, maxEvents: 2, mode: 'json', batchWaitMs: 10_000 })).done;
    expect(printed().blocks.map((block) => block.split('\n').length - 1)).toEqual([2, 2, 1]);
  });

  it('shows bodies, properties and keys as one JSON object per line', async () => {
    const properties = { source: 'test', 'Diagnostic-Id': '00-1' };
    await producer().sendBatch([{ body: Buffer.from('\u202eAzure\n'), properties }, { body: Buffer.from([0xff]) }], {
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
    await producer().sendBatch([{ body: Buffer.from('Az') }], { partitionKey: 'key' });
    await (await view({ count: 1, mode: 'raw' })).done;
    expect(printed().text()).toMatch(/\|\[41 7A\]\|0 +\|0 +\|\d{13}\|null +\|key +\|/);
  });

  it('prints the schema before the first batch', async () => {
    await send('0', 'a');
    await (await view({ count: 1, schema: true, mode: { fields: ['id'] } })).done;
    expect(printed().text()).toMatch(/^root\n \|-- id: string \(nullable = true\)\n\n-{43}\nBatch: 0\n/);
  });

  it('prints what the hub has accepted with mode sent', async () => {
    await send('0', Buffer.from('Azure is okay.'));
    await (await view({ count: 1, mode: 'sent' })).done;
    expect(printed().text()).toBe('Sent event: Azure is okay.\n\n');
  });

  it('lets no stranger steer the terminal', async () => {
    await send('0', Buffer.from('\x1b[2J\u202e\x9b31m\r'));
    await (await view({ count: 1 })).done;
    expect(printed().text()).toContain('|\\x1b[2J\\u{202e}\\x9b31m\\r|');
  });

  it('shows bodies that are no AMQP data as JSON', async () => {
    await producer().sendBatch(
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
