import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDescription } from '../../../../local/eventHubs/http/describeEvent.ts';
import type { HttpService } from '../../../../local/eventHubs/http/serveHttp.ts';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';
import { anEvent } from '../support/anEvent.ts';
import { httpCall, type Reply } from '../support/httpCall.ts';
import { aLog, serveExplorer } from '../support/serveExplorer.ts';

const megabyte = 1024 * 1024;
const logs = [aLog(), aLog(), aLog()] as const;
const [small, large] = logs;
/** What one answer read of a log, in bytes and turns. */
const reads: { bytes: number; turns: number } = { bytes: 0, turns: 0 };
let http: HttpService;

beforeAll(async () => {
  await small.append(Array.from({ length: 250 }, (_, index) => anEvent(`body ${index}`)));
  for (let index = 0; index < 30; index++) await large.append([anEvent(Buffer.alloc(megabyte, 'x'))]);
  http = await serveExplorer(logs.map(counted));
});
afterAll(() => http.close());

function counted(log: PartitionLog): PartitionLog {
  const read = log.read.bind(log);
  return Object.assign(log, {
    read: async (...how: Parameters<PartitionLog['read']>) => {
      const found = await read(...how);
      reads.turns += 1;
      for (const { sections } of found) reads.bytes += sections.rest.length;
      return found;
    },
  });
}

const call = (path: string): Promise<Reply> => httpCall(http.port, `/api/hubs/${path}`);
async function numbers(path: string): Promise<readonly number[]> {
  const { events }: { events: readonly EventDescription[] } = JSON.parse((await call(path)).text);
  return events.map(({ sequenceNumber }) => sequenceNumber);
}
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
const path = 'tweets/partitions/0/events';

describe('the events of a partition', () => {
  it('are the newest unless said', async () => {
    const { text } = await call(`${path}?count=2`);
    expect(JSON.parse(text)).toMatchObject({
      hub: 'tweets',
      partition: '0',
      firstSequenceNumber: 0,
      lastSequenceNumber: 249,
      events: [
        { sequenceNumber: 248, enqueuedTime: '1970-01-01T00:00:01.000Z', body: { text: 'body 248' } },
        { sequenceNumber: 249, body: { text: 'body 249' } },
      ],
    });
    expect(await numbers(path)).toEqual(range(225, 249));
  });

  it.each([
    ['from=7&count=3', range(7, 9)],
    ['before=7&count=3', range(4, 6)],
    ['before=2', range(0, 1)],
    ['before=0', []],
    ['before=999999&count=1', [249]],
    ['from=249', [249]],
    ['from=250', []],
    ['from=0&count=100', range(0, 99)],
  ])('can be asked for by %s', async (query, expected) => {
    expect(await numbers(`${path}?${query}`)).toEqual(expected);
  });

  it.each(['count=0', 'count=101', 'count=x', 'from=-1', 'from=1e3', 'from=', 'before=1.5', 'from=1&before=2'])(
    'are not given for %s',
    async (query) => {
      const { status, text } = await call(`${path}?${query}`);
      expect([status, JSON.parse(text)]).toEqual([400, { error: expect.stringContaining('"count" is 1 to 100') }]);
    },
  );

  it('of an empty partition are none', async () => {
    const { text } = await call('tweets/partitions/2/events');
    expect(JSON.parse(text)).toMatchObject({ firstSequenceNumber: null, lastSequenceNumber: null, events: [] });
  });

  it.each([
    ['other/partitions/0/events'],
    ['tweets/partitions/3/events'],
    ['tweets/partitions/00/events'],
    ['%74weets/partitions/0/events'],
    ['tweets/partitions/0/events/250'],
    ['tweets/partitions/0/events/250/body'],
  ])('are not at %s', async (elsewhere) => {
    expect((await call(elsewhere)).status).toBe(404);
  });

  it('are found in a hub without regard to case, as the service does', async () => {
    expect((await call('TWEETS/partitions/0/events')).status).toBe(200);
  });
});

describe('large events', () => {
  const largePath = 'tweets/partitions/1/events';

  it('come fewer at a time, right next to where was asked', async () => {
    expect(await numbers(`${largePath}?count=100`)).toEqual([29]);
    expect(await numbers(`${largePath}?before=20&count=25`)).toEqual([19]);
    expect(await numbers(`${largePath}?from=3&count=25`)).toEqual([3]);
  });

  it('cost an answer few reads, and are cut in it', async () => {
    Object.assign(reads, { bytes: 0, turns: 0 });
    const { bytes } = await call(`${largePath}?count=100`);
    expect(reads.turns).toBeLessThanOrEqual(7);
    expect(reads.bytes).toBeLessThan(8 * megabyte);
    expect(bytes.length).toBeLessThan(6000);
  });

  it('are shown further when asked for alone', async () => {
    const event: EventDescription = JSON.parse((await call(`${largePath}/29`)).text);
    expect(event.body).toMatchObject({ bytes: megabyte, whole: false });
    expect(event.body?.text.length).toBe(262_144);
  });

  it('can be had whole as a file, which no browser takes for a page', async () => {
    const { status, headers, bytes } = await call(`${largePath}/29/body`);
    expect([status, bytes.equals(Buffer.alloc(megabyte, 'x'))]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="tweets-1-29.bin"',
      'x-content-type-options': 'nosniff',
    });
  });
});

describe('a log that cannot be read', () => {
  it('is said to be so, and logged', async () => {
    const lines: string[] = [];
    const broken = Object.assign(aLog(), { read: () => Promise.reject(new Error('Damaged.')) });
    await broken.append([anEvent('a')]);
    const explorer = await serveExplorer([broken], { log: (line) => lines.push(line) });
    const { status, text } = await httpCall(explorer.port, '/api/hubs/tweets/partitions/0/events');
    await explorer.close();
    expect([status, JSON.parse(text)]).toEqual([503, { error: expect.stringContaining('cannot be read now') }]);
    expect(lines).toEqual(['A request for "/api/hubs/tweets/partitions/0/events" failed: Damaged.']);
  });
});
