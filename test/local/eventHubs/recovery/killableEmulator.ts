import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EventHubsOptions } from '../../../../local/eventHubs/index.ts';

export interface KillableEmulator {
  readonly port: number;
  readonly pid: number;
  /** What it said of its data; more comes until it has ended. */
  readonly lines: string;
  /** As `kill -9` does; resolves when the process is gone. */
  kill(): Promise<void>;
}

const root = join(__dirname, '..', '..', '..', '..');

/** Starts the built emulator in a process of its own, by `wrapper` if given; resolves when clients can connect. */
export async function killableEmulator(
  options: EventHubsOptions,
  wrapper: readonly string[] = [],
): Promise<KillableEmulator> {
  const entry = join(root, 'build', 'test', 'dist', 'local', 'eventHubs', 'index.js');
  const command = [
    ...wrapper,
    process.execPath,
    join(__dirname, 'emulatorProcess.mjs'),
    JSON.stringify(options),
    entry,
  ];
  const child = spawn(command[0] ?? '', command.slice(1));
  const ended = once(child, 'close');
  let lines = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    lines += text;
  });
  const [ready] = await Promise.race([once(child.stdout, 'data'), ended.then(() => [''])]);
  const port = Number(String(ready).trim());
  if (!(port > 0)) throw new Error(`The emulator did not start: ${lines}`);
  return {
    port,
    pid: child.pid ?? 0,
    get lines() {
      return lines;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
