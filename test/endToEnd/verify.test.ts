import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultKinds } from '../../tools/verify/faults/fault.ts';
import { Command } from '../support/command.ts';
import { builtApp, plantFault } from '../support/plantFault.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const minutes = 60_000;
const script =
  "require('./dist/tools/verify.js').run(process.argv.slice(1)).catch((error) => { console.error(error); process.exitCode = 1; })";

const noRetryPolicy = { file: 'functions/storeTweets.js', instead: 'retry: untilStored,', write: '' };
const noDataType = { file: 'functions/storeTweets.js', instead: "dataType: 'binary',", write: '' };
const randomRowKey = {
  file: 'pipeline/rowKeys.js',
  instead: 'rowKey: inverted(id, 19)',
  write: "rowKey: require('node:crypto').randomUUID()",
};

describe('npm run verify', () => {
  const started: Command[] = [];
  const folder = temporaryFolder();
  const planted = [
    plantFault('no-retry-policy', noRetryPolicy),
    plantFault('no-data-type', noDataType),
    plantFault('random-row-key', randomRowKey),
  ] as const;

  /** Side by side, since most of their time is waiting: for what is away to come back, and for what never comes. */
  let good: Command;
  let withoutRetry: Command;
  let withoutDataType: Command;
  let withRandomKeys: Command;

  const verify = (...args: readonly string[]): Command => {
    const temporary = { TMPDIR: folder.path, TEMP: folder.path };
    const command = new Command(process.execPath, ['-e', script, '--', '--json', ...args], builtApp, temporary);
    started.push(command);
    return command;
  };

  beforeAll(() => {
    const [noRetry, noType, randomKey] = planted;
    good = verify('--events', '3000', '--rate', '500');
    withoutRetry = verify('--app', noRetry.path, '--events', '1000', '--rate', '200', '--faults', 'storage-outage');
    withoutDataType = verify(
      '--app',
      noType.path,
      '--events',
      '500',
      '--rate',
      '200',
      '--faults',
      'poison',
      '--patience',
      '10',
    );
    withRandomKeys = verify('--app', randomKey.path, '--events', '1000', '--rate', '200', '--faults', 'poison');
  });

  afterAll(async () => {
    for (const command of started) if (command.child.exitCode === null) command.signal('SIGTERM', 'process');
    await Promise.all(started.map((command) => command.exit));
    for (const each of [...planted, folder]) each.remove();
  }, minutes);

  it(
    'accounts for every event of the pipeline, under faults of every kind',
    async () => {
      expect({ exit: await good.exit, text: good.text }).toMatchObject({ exit: 0 });
      const figures = JSON.parse(good.stdout);
      expect(figures).toMatchObject({ missing: 0, duplicate: 0, outOfOrder: 0 });
      expect(figures.events).toBeGreaterThanOrEqual(3_000);
      expect(figures.rows + figures.deadLetters).toBeLessThanOrEqual(figures.events);
      expect(figures.rows + figures.deadLetters).toBeGreaterThanOrEqual(figures.events - figures.repeated);
      expect(Object.keys(figures.faults)).toEqual(faultKinds);
    },
    5 * minutes,
  );

  it(
    'sees that events are missing without a retry policy, when storage is away',
    async () => {
      expect({ exit: await withoutRetry.exit, text: withoutRetry.text }).toMatchObject({ exit: 1 });
      expect(JSON.parse(withoutRetry.stdout).missing).toBeGreaterThan(0);
      expect(withoutRetry.text).toMatch(/missing:\n {2}partition \d, sequence number/);
    },
    5 * minutes,
  );

  it(
    'sees that events are missing where the host parses them',
    async () => {
      expect({ exit: await withoutDataType.exit, text: withoutDataType.text }).toMatchObject({ exit: 1 });
      expect(JSON.parse(withoutDataType.stdout).missing).toBeGreaterThan(0);
      expect(withoutDataType.text).toContain('Nothing came forward for 10 s.');
    },
    5 * minutes,
  );

  it(
    'sees two rows of one tweet where keys are drawn by lot',
    async () => {
      expect({ exit: await withRandomKeys.exit, text: withRandomKeys.text }).toMatchObject({ exit: 1 });
      const { missing, duplicate } = JSON.parse(withRandomKeys.stdout);
      expect(missing).toBe(0);
      expect(duplicate).toBeGreaterThan(0);
    },
    5 * minutes,
  );

  it('leaves nothing but the logs of the runs that found something, where it says that they are', async () => {
    await Promise.all(started.map(({ exit }) => exit));
    const left = readdirSync(folder.path).map((run) => join(folder.path, run, 'logs'));
    const told = started.flatMap(({ text }) => /^The logs of hosts and hub are in (.*)$/m.exec(text)?.[1] ?? []);
    expect(left.toSorted()).toEqual(told.toSorted());
    expect(left).toHaveLength(3);
  });
});
