import { EventHubProducerClient } from '@azure/event-hubs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../local/eventHubs/index.ts';
import { tail } from '../../tools/tail.ts';
import { type Collected, collected } from '../local/view/collected.ts';

let hubs: RunningEventHubs;
let settings: Readonly<Record<string, string>>;
let output: Collected;
let progress: Collected;

beforeAll(async () => {
  hubs = await startEventHubs({
    port: 0,
    hub: [
      { name: 'tweets', partitionCount: 2 },
      { name: 'empty', partitionCount: 1 },
    ],
  });
  settings = { EventHubConnection: hubs.connectionString, EVENT_HUB_NAME: 'tweets' };
  const producer = new EventHubProducerClient(hubs.connectionString, 'tweets');
  const tweets = [1, 2, 3].map((id) => ({
    id: String(id),
    text: `Azure is okay. ${id}`,
    public_metrics: { like_count: id },
  }));
  await producer.sendBatch(
    tweets.map((tweet) => ({ body: Buffer.from(JSON.stringify(tweet)) })),
    { partitionId: '0' },
  );
  await producer.sendBatch([{ body: Buffer.from('x'.repeat(300)) }], { partitionId: '1' });
  await producer.close();
});

afterAll(() => hubs.close());

beforeEach(() => {
  output = collected();
  progress = collected();
});

const run = (args: string, signal = AbortSignal.timeout(20_000)): Promise<void> =>
  tail(args.split(' ').filter(Boolean), {
    withSettings: (_app, work) => work(settings),
    output: output.output,
    progress: progress.output,
    signal,
  });

describe('npm run tail', () => {
  it('shows everything from the first event, and ends after --count', async () => {
    await run('--count 4');
    expect(output.text()).toMatch(/Batch: 0\n/);
    for (const id of [1, 2, 3]) expect(output.text()).toContain(`|Azure is okay. ${id} `);
    expect(progress.text()).toBe('Reading partitions 0, 1. Ctrl-C ends.\n');
  });

  it('begins where --from says, in --partition', async () => {
    await run('--from sequence:2 --partition 0 --count 1');
    expect(output.text()).toContain('Azure is okay. 3');
    expect(output.text()).not.toContain('Azure is okay. 2');
  });

  it('caps batches with --max-events', async () => {
    await run('--partition 0 --count 3 --max-events 1');
    expect(output.text().match(/Batch: \d/g)).toEqual(['Batch: 0', 'Batch: 1', 'Batch: 2']);
  });

  it('selects from JSON bodies with --fields', async () => {
    await run('--partition 0 --count 1 --fields id,public_metrics.like_count');
    expect(output.text()).toContain('|id |public_metrics.like_count|\n');
    expect(output.text()).toMatch(/\|1 +\|1 +\|/);
  });

  it('cuts texts, but not with --no-truncate', async () => {
    await run('--partition 1 --count 1');
    expect(output.text()).toContain('x\u2026|');
    await run('--partition 1 --count 1 --no-truncate');
    expect(output.text()).toContain(`|${'x'.repeat(300)}|`);
  });

  it('shows raw columns, and their types first with --schema', async () => {
    await run('--partition 0 --count 1 --raw --schema');
    expect(output.text()).toMatch(/^root\n \|-- body: binary \(nullable = true\)\n \|-- offset: string /);
    expect(output.text()).toMatch(/\|\[7B 22 69 64 /);
  });

  it('writes nothing but JSON lines with --json', async () => {
    await run('--count 4 --json');
    const lines = output
      .text()
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toHaveLength(4);
  });

  it('reads the hub of --hub, and ends at once on a signal', async () => {
    const ending = new AbortController();
    const ended = run('--hub empty', ending.signal);
    await progress.until((text) => text.includes('Reading partition 0.'));
    const started = performance.now();
    ending.abort();
    await ended;
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(output.text()).toBe('');
  });

  it('ends on a signal also while it starts', async () => {
    await expect(run('', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(output.text()).toBe('');
  });

  it('says which hub to name when none is', async () => {
    const without = { ...settings, EVENT_HUB_NAME: '' };
    const surroundings = { output: output.output, progress: progress.output, signal: AbortSignal.timeout(20_000) };
    await expect(tail([], { ...surroundings, withSettings: (_app, work) => work(without) })).rejects.toMatchObject({
      code: 'invalid-settings',
      message: 'No hub is named. Set EVENT_HUB_NAME, or give --hub.',
    });
  });

  it.each([
    ['--from offset:168', /counts within one partition\. Add --partition/],
    ['--from sequence:1', /counts within one partition\. Add --partition/],
    ['--from yesterday', /earliest, latest, offset:168, sequence:42, or a time/],
    ['--count 0', /whole number from 1/],
    ['--max-events 1001', /whole number from 1 to 1000/],
    ['--max-events 0', /whole number from 1 to 1000/],
    ['--partition one', /A partition is a number/],
    ['--fields id,,text', /Separate names by commas/],
    ['--json --raw', /cannot be used with/],
    ['--json --fields id', /cannot be used with/],
    ['--json --schema', /cannot be used with/],
    ['--app x_y', /2 to 60 letters, digits and hyphens/],
    ['--unknown', /unknown option/],
    ['extra', /too many arguments/],
  ])('refuses %s', async (args, message) => {
    await expect(run(args)).rejects.toMatchObject({ exitCode: 1 });
    expect(progress.text()).toMatch(message);
    expect(output.text()).toBe('');
  });

  it('explains itself with --help', async () => {
    await expect(run('--help')).rejects.toMatchObject({ exitCode: 0 });
    expect(output.text()).toMatch(/^Usage: npm run tail -- \[options\]\n/);
    expect(output.text()).toContain('npm run --silent tail -- --json');
    expect(output.text()).toMatch(/--from <start>(?:.|\n)*\(default: "earliest"\)/);
  });
});
