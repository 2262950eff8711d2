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
/** Each in a few events only, so that each is told apart. Poison has a tweet with the lowest and one with the highest id. */
const quietFaults = [
  { file: 'pipeline/deadLetter.js', instead: 'body: Buffer', write: "body: reason === 'too-deep' ? '' : Buffer" },
  {
    file: 'pipeline/storedTweet.js',
    instead: 'authorId: ',
    write: "authorId: tweet.id === '9999999999999999999' ? 'somebody' : ",
  },
  {
    file: 'pipeline/storedTweet.js',
    instead: 'enqueuedTime: event.enqueuedTime',
    write: 'enqueuedTime: event.sequenceNumber === 5 ? new Date() : event.enqueuedTime',
  },
  {
    file: 'pipeline/rowKeys.js',
    instead: '% exports.bucketsPerHour',
    write: "% (id === '0' ? 2 : exports.bucketsPerHour)",
  },
  {
    file: 'pipeline/storing/planWrites.js',
    instead: 'byKey.set(key, { tweet, entity });',
    write: 'if (earlier === undefined) byKey.set(key, { tweet, entity });',
  },
];

describe('npm run verify', () => {
  const started: Command[] = [];
  const folder = temporaryFolder();
  const planted = [
    plantFault('no-retry-policy', noRetryPolicy),
    plantFault('no-data-type', noDataType),
    plantFault('random-row-key', randomRowKey),
    plantFault('quiet-faults', ...quietFaults),
  ] as const;

  /** Side by side, since most of their time is waiting: for what is away to come back, and for what never comes. */
  let good: Command;
  let withoutRetry: Command;
  let withoutDataType: Command;
  let withRandomKeys: Command;
  let withQuietFaults: Command;

  const verify = (...args: readonly string[]): Command => {
    const temporary = { TMPDIR: folder.path, TEMP: folder.path };
    const command = new Command(process.execPath, ['-e', script, '--', '--json', ...args], builtApp, temporary);
    started.push(command);
    return command;
  };

  beforeAll(() => {
    const [noRetry, noType, randomKey, quiet] = planted;
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
    withQuietFaults = verify('--app', quiet.path, '--events', '500', '--rate', '200', '--faults', 'poison');
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

  it(
    'sees a few rows and dead letters that are there once, and are not what their events say',
    async () => {
      expect({ exit: await withQuietFaults.exit, text: withQuietFaults.text }).toMatchObject({ exit: 1 });
      expect(JSON.parse(withQuietFaults.stdout)).toMatchObject({ missing: 0, duplicate: 0 });
      const { text } = withQuietFaults;
      expect(text).toContain('the dead letter does not hold what its event holds');
      for (const which of ['sequence number 5: row \\d+', 'row 9999999999999999999', 'row 0'])
        expect(text).toMatch(new RegExp(`${which} does not hold what its event holds`));
      expect(text).toMatch(/row \d+ is of this event, and a later one is \d+/);
    },
    5 * minutes,
  );

  it('leaves nothing but the logs of the runs that found something, where it says that they are', async () => {
    await Promise.all(started.map(({ exit }) => exit));
    const left = readdirSync(folder.path).map((run) => join(folder.path, run, 'logs'));
    const told = started.flatMap(({ text }) => /^The logs of hosts and hub are in (.*)$/m.exec(text)?.[1] ?? []);
    expect(left.toSorted()).toEqual(told.toSorted());
    expect(left).toHaveLength(4);
  });
});
