import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readCheckpoints } from '../../local/storage/checkpoints.ts';
import { startStorage } from '../../local/storage/startStorage.ts';
import { type Command, npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';
import { commandOf, descendants, isAlive, isListening } from '../support/processes.ts';
import { until } from '../support/until.ts';

const minutes = 60_000;
/** The first tweets need not be waited for as long as usual, which is up to 5 s. */
const soon = { PUBLISH_SCHEDULE: '* * * * * *' };
const posix = process.platform === 'win32' ? describe.skip : describe;

// Signals to process groups and "ps" are POSIX; on Windows this is untried, and README says so.
posix('npm start', () => {
  const clone = freshClone();
  let start: Command;
  let processes: number[];
  let ports: number[];

  beforeEach(async () => {
    start = npm(['start', '--', '--free-ports'], clone.path, soon);
    await start.says(/Stored \d+ tweets/, 2 * minutes);
    processes = descendants(start.pid);
    ports = portsOf(running(clone.path));
    expect(processes.length).toBeGreaterThanOrEqual(4);
    expect(await Promise.all(ports.map(isListening))).toEqual(ports.map(() => true));
  }, 2 * minutes);

  afterEach(async () => {
    for (const pid of processes) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await start.exit;
  });

  afterAll(() => clone.remove());

  const nothingLeft = async (): Promise<void> => {
    const gone = async () => !processes.some(isAlive) && !(await Promise.all(ports.map(isListening))).includes(true);
    const left = () =>
      `processes ${processes.filter(isAlive)} or ports of ${ports} left after:\n${start.text.slice(-2_000)}`;
    await until(gone, { withinMs: 2_000, otherwise: left });
  };

  it(
    'leaves no process and no port two seconds after Ctrl-C, and the last checkpoint in its blob',
    async () => {
      start.signal('SIGINT', 'group');
      await nothingLeft();
      await expectCheckpointsAtLastStoredEvent();
    },
    2 * minutes,
  );

  it(
    'goes on where it was: the hub keeps its events, and consumers their place in it',
    async () => {
      start.signal('SIGINT', 'group');
      await start.exit;
      const upTo = storedUpTo(start.text);
      start = npm(['start', '--', '--free-ports'], clone.path, soon);
      await start.says(/The hub goes on with \d+ events of earlier runs; \d+ of them wait for "store"\./, minutes);
      await start.says(/Stored \d+ tweets/, minutes);
      for (const [partition, last] of storedUpTo(start.text)) expect(last).toBeGreaterThan(upTo.get(partition) ?? -1);
      processes = descendants(start.pid);
      start.signal('SIGINT', 'group');
      await start.exit;
    },
    3 * minutes,
  );

  it(
    'leaves no process and no port two seconds after SIGTERM to npm, and the last checkpoint in its blob',
    async () => {
      start.signal('SIGTERM', 'process');
      await nothingLeft();
      await expectCheckpointsAtLastStoredEvent();
    },
    2 * minutes,
  );

  it(
    'ends with exit code 0 and no complaint when it is asked to end',
    async () => {
      process.kill(Number(running(clone.path).pid), 'SIGTERM');
      await nothingLeft();
      expect(await start.exit).toBe(0);
      expect(start.text).toContain('Stopping.');
      expect(start.text).not.toContain('process ended');
    },
    2 * minutes,
  );

  it(
    'leaves no process and no port two seconds after a kill -9 of the supervisor',
    async () => {
      process.kill(Number(running(clone.path).pid), 'SIGKILL');
      await nothingLeft();
    },
    2 * minutes,
  );

  it(
    'ends with exit code 1 and the last words when a process of its own dies',
    async () => {
      const [hub] = processes.filter((pid) => commandOf(pid).includes('hub.js'));
      process.kill(hub ?? 0, 'SIGKILL');
      await start.says(/The hub process ended by SIGKILL/);
      expect(await start.exit).toBe(1);
      await nothingLeft();
    },
    2 * minutes,
  );

  it(
    'comes down with its storage at once',
    async () => {
      const [storage] = processes.filter((pid) => commandOf(pid).includes('azurite'));
      process.kill(storage ?? 0, 'SIGKILL');
      await start.says(/The storage process ended by SIGKILL/);
      await nothingLeft();
      expect(await start.exit).toBe(1);
    },
    2 * minutes,
  );

  /** What was stored last must be the checkpoint, for every partition that this run has stored. */
  async function expectCheckpointsAtLastStoredEvent(): Promise<void> {
    const storage = await startStorage({ location: join(clone.path, '.local', 'azurite') });
    const checkpoints = await readCheckpoints(storage.connectionString, 'tweets', AbortSignal.timeout(5_000));
    const found = new Map(checkpoints.map(({ partition, sequenceNumber }) => [partition, sequenceNumber]));
    for (const [partition, last] of storedUpTo(start.text))
      expect([partition, found.get(partition)]).toEqual([partition, last]);
    expect(found.size).toBeGreaterThan(0);
    await storage.close();
  }
});

posix('npm start that is stopped before it runs', () => {
  it(
    'leaves no process and takes nobody else for running',
    async () => {
      const clone = freshClone();
      const start = npm(['start', '--', '--free-ports'], clone.path, soon);
      await start.says(/Storage {5}blobs/);
      const processes = descendants(start.pid);
      start.signal('SIGINT', 'group');
      await until(() => !processes.some(isAlive), {
        withinMs: 3_000,
        otherwise: () => `left: ${processes.filter(isAlive)}`,
      });
      await start.exit;
      expect(start.text).toContain('Stopping.');
      expect(existsSync(join(clone.path, '.local', 'running.json'))).toBe(false);
      clone.remove();
    },
    minutes,
  );
});

/** The greatest number of each partition in the lines "Stored … (partition 2, up to 59).". */
function storedUpTo(text: string): ReadonlyMap<string, number> {
  const lines = [...text.matchAll(/\(partition (\d+), up to (\d+)\)/g)];
  return new Map(lines.map(([, partition = '', upTo]) => [partition, Number(upTo)]));
}

/** Every port that running.json names, in connection strings or addresses. */
function portsOf(told: Record<string, unknown>): number[] {
  return [...JSON.stringify(told).matchAll(/(?:localhost|127\.0\.0\.1):(\d+)/g)].map(([, port]) => Number(port));
}
