import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { blobDeadLetterArchive } from '../../src/adapters/blobDeadLetterArchive.ts';
import { blobDeadLetterStore } from '../../src/adapters/blobDeadLetterStore.ts';
import { containerClient, tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetReader } from '../../src/adapters/tableTweetReader.ts';
import type { LetterEntry } from '../../src/pipeline/deadLetters/deadLetterArchive.ts';
import { textId } from '../../src/pipeline/textId.ts';
import { deadLetters } from '../../tools/deadLetters/deadLetters.ts';
import { collected } from '../local/view/collected.ts';
import { aDeadLetter } from '../support/aDeadLetter.ts';
import { type Command, npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';
import { until } from '../support/until.ts';

const minutes = 60_000;
/** The first tweets need not be waited for as long as usual, which is up to 5 s. */
const soon = { PUBLISH_SCHEDULE: '* * * * * *' };

/** A proxy that refuses everything and counts who asked. */
function refusingProxy() {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(403).end();
  });
  server.on('connect', (_, socket) => {
    asked += 1;
    socket.destroy();
  });
  return {
    listen: async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      if (typeof address !== 'object' || address === null) throw new Error('The proxy does not listen.');
      const url = `http://127.0.0.1:${address.port}`;
      return { HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url, http_proxy: url, https_proxy: url, all_proxy: url };
    },
    asked: () => asked,
    close: () => server.close(),
  };
}

/** Puts something else into a file, or a file where none is; what it returns undoes that. */
function spoil(file: string, content: string): () => void {
  const before = existsSync(file) ? readFileSync(file) : undefined;
  writeFileSync(file, content);
  return () => (before === undefined ? rmSync(file) : writeFileSync(file, before));
}

describe('the commands of a clone', () => {
  const clone = freshClone();
  const other = freshClone();
  const proxy = refusingProxy();
  let environment: NodeJS.ProcessEnv;
  let start: Command;

  beforeAll(async () => {
    environment = await proxy.listen();
    start = npm(['start'], clone.path, { ...environment, ...soon });
    await start.says(/Stored \d+ tweets/, 2 * minutes);
  }, 2 * minutes);

  afterAll(async () => {
    start.signal('SIGTERM', 'process');
    await start.exit;
    proxy.close();
    clone.remove();
    other.remove();
  }, minutes);

  /** Runs a command to its end; nothing may come of npm itself on standard output. */
  const finished = async (args: readonly string[], folder = clone.path) => {
    const [script = '', ...rest] = args;
    const command = npm(['run', '--silent', script, '--', ...rest], folder, environment);
    return { exit: await command.exit, stdout: command.stdout, text: command.text };
  };

  it('shows what arrives as batches in a table, without colour where there is no terminal', async () => {
    await start.says(/Batch: 1\n/);
    expect(start.text).toMatch(/Batch: 0\n[^\n]*\n\+-+\+/);
    expect(start.text).toMatch(/\|\s*Offset\s*\|\s*Time \(readable\)\s*\|\s*Timestamp\s*\|\s*Body\s*\|/);
    expect(start.text).not.toContain('\u001b');
  });

  it('names each part and each function when it starts', () => {
    expect(start.text).toMatch(/blobs 127\.0\.0\.1:\d+/);
    expect(start.text).toMatch(/localhost:\d+ \(hub tweets, 4 partitions/);
    expect(start.text).toMatch(/Functions host on http:\/\/127\.0\.0\.1:\d+/);
    expect(start.text).toContain('publishTweets: timerTrigger');
    expect(start.text).toContain('storeTweets: eventHubTrigger');
    expect(start.text).toContain('using the settings of local.settings.json.example');
  });

  it('keeps the figures of its runs and batches, tied to each other, in .local/telemetry.jsonl', () => {
    const lines = readFileSync(join(clone.path, '.local', 'telemetry.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const entries: readonly Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
    const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
    const [run, batch] = [of('run')[0], of('batch')[0]];
    expect(run).toMatchObject({ function: 'publishTweets', source: 'test', fetched: 20, published: 20, failed: null });
    expect(batch).toMatchObject({ function: 'storeTweets', hub: 'tweets', firstSeq: 0, deadLettered: 0, attempt: 1 });
    expect(batch?.written).toBe(batch?.received);
    expect(batch?.transactions).toBeGreaterThan(0);
    expect(batch?.producers).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    // In the terminal stands the same.
    expect(start.text).toMatch(/Stored \d+ tweets? \(partition \d, up to \d+\)\. batch=\{"v":1,/);
  });

  it(
    'lists rows, newest first, as JSON and nothing else',
    async () => {
      const { exit, stdout } = await finished(['tweets', '--json', '--limit', '5']);
      const rows = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(exit).toBe(0);
      expect(rows).toHaveLength(5);
      expect(rows.map(({ id }) => BigInt(id))).toEqual(
        rows.map(({ id }) => BigInt(id)).toSorted((a, b) => (a < b ? 1 : -1)),
      );
    },
    minutes,
  );

  it(
    'tails the hub as JSON and nothing else, and ends after the count',
    async () => {
      const { exit, stdout } = await finished(['tail', '--from', 'earliest', '--count', '7', '--json']);
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(exit).toBe(0);
      expect(events).toHaveLength(7);
      const names = ['body', 'enqueuedTime', 'offset', 'partition', 'properties', 'sequenceNumber'];
      for (const event of events) expect(Object.keys(event).toSorted()).toEqual(names);
    },
    minutes,
  );

  it(
    'replays dead letters: what can be a row by now is one, under its first id, and what cannot is the same letter',
    async () => {
      const [storage, eventHubs] = [String(running(clone.path).storage), String(running(clone.path).eventHubs)];
      const container = containerClient({ connectionString: storage }, 'dead-letters');
      // As an earlier version may have refused it.
      const place = { partition: '3', sequenceNumber: 0, enqueuedTime: new Date('2026-11-20T22:15:00.250Z') };
      await blobDeadLetterStore(container).write([aDeadLetter({ ...place, body: Buffer.from('a bare text') })]);
      const producer = new EventHubProducerClient(eventHubs, 'tweets');
      await producer.sendBatch([{ body: Buffer.from('{'), properties: { Own: 'property' } }], { partitionId: '2' });
      await producer.close();
      const letters = async () => {
        const found: LetterEntry[] = [];
        for await (const portion of blobDeadLetterArchive(container).list('')) found.push(...portion);
        return found;
      };
      const otherwise = () => `no such letters:\n${start.text}`;
      await until(async () => (await letters()).length === 2, { withinMs: minutes, otherwise });

      const [output, progress] = [collected(), collected()];
      const surroundings = { root: clone.path, environment: {}, output: output.output, progress: progress.output };
      expect(await deadLetters(['replay', '--all'], { ...surroundings, now: Date.now })).toBe(true);
      await until(async () => (await letters()).every(({ attempt }) => attempt === 2), {
        withinMs: minutes,
        otherwise,
      });
      const [left, ...more] = await letters();
      expect([left?.place.partition, more]).toEqual(['2', []]);
      const content = (await blobDeadLetterArchive(container).read(left?.name ?? ''))?.content;
      expect(content).toMatchObject({ reason: 'not-json', body: 'ew==', properties: { own: 'property' } });
      expect(content?.replay?.sequenceNumber).toBeGreaterThan(content?.sequenceNumber ?? 0);
      const id = textId({ hub: 'tweets', ...place });
      const reader = tableTweetReader(tableClient({ connectionString: storage }, 'tweets'));
      expect(await reader.find(id)).toMatchObject({ id, text: 'a bare text' });
    },
    2 * minutes,
  );

  it(
    'refuses a second start and a reset in the same folder with the process id',
    async () => {
      const { pid } = running(clone.path);
      for (const script of ['start', 'reset', 'services']) {
        const { exit, text } = await finished([script]);
        expect(text).toContain(`already runs in this folder (process ${pid}`);
        expect(exit).toBe(1);
      }
      expect(existsSync(join(clone.path, '.local', 'running.json'))).toBe(true);
    },
    minutes,
  );

  it(
    'runs beside another clone, on other ports, and says so',
    async () => {
      const second = npm(['start'], other.path, { ...environment, ...soon });
      await second.says(/Stored \d+ tweets/, 2 * minutes);
      const portsOf = (folder: string) =>
        JSON.stringify(running(folder)).match(/(?<=(localhost|127\.0\.0\.1):)\d+/g) ?? [];
      const first = new Set(portsOf(clone.path));
      expect(portsOf(other.path).filter((port) => first.has(port))).toEqual([]);
      expect(second.text).toMatch(/Port 5672 is taken; Event Hubs listen on \d+ instead\./);
      second.signal('SIGTERM', 'process');
      await second.exit;
    },
    2 * minutes,
  );

  it(
    'refuses the well-known ports to "npm run services" while another has them, naming the option',
    async () => {
      const { exit, text } = await finished(['services'], other.path);
      expect(text).toMatch(/Port \d+ is taken\. .*--(blob|queue|table|amqp)-port/);
      expect(exit).toBe(1);
      expect(existsSync(join(other.path, '.local', 'running.json'))).toBe(false);
    },
    minutes,
  );

  it.each([
    [
      'an unknown source',
      { TWEET_SOURCE: 'carrier pigeon' },
      'Unsupported tweet source "carrier pigeon". Set TWEET_SOURCE to "twitter" or "test".',
    ],
    ['the twitter source without a token', { TWEET_SOURCE: 'twitter' }, 'TWITTER_BEARER_TOKEN is required'],
    ['a bad schedule', { PUBLISH_SCHEDULE: 'often' }, 'often'],
    ['a bad hub connection', { EventHubConnection: 'nonsense' }, 'EventHubConnection'],
  ])(
    'refuses %s with one clear message and exit code 1, and leaves nothing running',
    async (_, settings, message) => {
      const command = npm(['run', '--silent', 'start', '--', '--free-ports'], other.path, {
        ...environment,
        ...settings,
      });
      expect(await command.exit).toBe(1);
      expect(command.text).toContain(message);
      expect(command.text.split(message)).toHaveLength(2);
      expect(command.text).not.toContain('Storage     blobs');
      expect(command.text).not.toMatch(/\n\s+at .*:\d+:\d+/);
      expect(existsSync(join(other.path, '.local', 'running.json'))).toBe(false);
    },
    minutes,
  );

  it.each([
    ['a settings file that is not JSON', 'local.settings.json', '{', /local\.settings\.json is not JSON/],
    ['a host.json of another version', 'host.json', '{"version":"1.0"}', /host\.json/],
    [
      'a function file that throws on import',
      'src/functions/broken.ts',
      'throw new Error("broken on purpose");',
      /broken on purpose/,
    ],
  ])(
    'refuses %s with one clear message and exit code 1',
    async (_, file, content, message) => {
      const mend = spoil(join(other.path, file), content);
      const command = npm(['run', '--silent', 'start', '--', '--free-ports'], other.path, environment);
      expect(await command.exit).toBe(1);
      mend();
      expect(command.text).toMatch(message);
      expect(command.text).not.toContain('Storage     blobs');
      expect(command.text).not.toMatch(/\n\s+at .*:\d+:\d+/);
    },
    minutes,
  );

  it('reaches loopback directly, whatever proxy the environment names', () => {
    expect(proxy.asked()).toBe(0);
  });
});
