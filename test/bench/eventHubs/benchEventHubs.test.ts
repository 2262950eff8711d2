import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Command } from '../../support/command.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const built = join(__dirname, '..', '..', '..', 'build', 'test', 'dist', 'tools', 'bench-event-hubs.js');
const direction = ['eventsPerSecond', 'p50Ms', 'p99Ms', 'clientCpuMicros', 'hubCpuMicros', 'cpuRatio'];

describe('npm run bench:event-hubs', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const bench = (...args: readonly string[]): Command => {
    const run = `require(${JSON.stringify(built)}).run(process.argv.slice(1))`;
    return new Command(process.execPath, ['-e', run, '--', '--folder', folder.path, ...args], folder.path);
  };

  it('prints one JSON object with --json, tells its progress elsewhere, and leaves nothing behind', async () => {
    const command = bench('--json', '--events', '2000', '--latency-seconds', '1');
    expect(await command.exit).toBe(0);
    const figures: unknown = JSON.parse(command.stdout);
    const keys = ['send', 'receive', 'hubP99Ms', 'sdkEndToEndP99Ms', 'storedMiB', 'memoryMiB'];
    expect(Object.keys(Object(figures))).toEqual(keys);
    expect(Object.keys(Object(Reflect.get(Object(figures), 'send')))).toEqual(direction);
    expect(Object.keys(Object(Reflect.get(Object(figures), 'receive')))).toEqual(direction);
    expect(JSON.stringify(figures)).not.toContain('null');
    expect(figures).toMatchObject({ storedMiB: 1.953 });
    expect(readdirSync(folder.path)).toEqual([]);
  }, 90_000);

  it('ends when told to, and removes its events', async () => {
    const command = bench('--events', '2000000');
    await command.says(/send: /);
    command.signal('SIGTERM', 'process');
    expect(await command.exit).toBe(130);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('names what is wrong with its options', async () => {
    const command = bench('--events', 'many');
    expect(await command.exit).toBe(1);
    expect(command.text).toContain("option '--events <n>' argument 'many' is invalid");
  });
});
