import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EventHubsOptions } from '../../../../local/eventHubs/index.ts';
import { until } from '../../../support/until.ts';

export interface Measurement {
  /** Of the heap, once all garbage is gone. */
  readonly heapBytes: number;
  readonly residentBytes: number;
  readonly sockets: number;
  readonly timers: number;
  readonly logLines: number;
}

export interface HubProcess {
  readonly amqpPort: number;
  readonly httpPort: number;
  readonly connectionString: string;
  /** All that it printed, to either stream. */
  output(): string;
  measure(): Promise<Measurement>;
  /** Rejects when it ends without being asked to. */
  readonly crashed: Promise<never>;
  /** Resolves with the exit code. */
  close(): Promise<number | null>;
}

/** Starts an emulator in a process of its own. */
export async function startHubProcess(options: Partial<EventHubsOptions>): Promise<HubProcess> {
  const child = fork(join(__dirname, 'hubProcess.mjs'), [JSON.stringify(options)], {
    silent: true,
    execArgv: ['--expose-gc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const exited = once(child, 'exit').then(([code]): number | null => code);
  const crashed = exited.then((code) => Promise.reject(new Error(`The emulator ended with ${code}: ${output}`)));
  // Only who waits for it is to hear of it: the end may have been asked for.
  crashed.catch(() => undefined);
  const answer = async (): Promise<Record<string, unknown>> => {
    const [message] = await Promise.race([once(child, 'message'), crashed]);
    return message;
  };
  const started = await answer();
  return {
    amqpPort: Number(started.amqpPort),
    httpPort: Number(started.httpPort),
    connectionString: String(started.connectionString),
    output: () => output,
    crashed,
    measure: async () => {
      const measured = answer();
      child.send('measure');
      const { heapBytes, residentBytes, sockets, timers, logLines } = await measured;
      return {
        heapBytes: Number(heapBytes),
        residentBytes: Number(residentBytes),
        sockets: Number(sockets),
        timers: Number(timers),
        logLines: Number(logLines),
      };
    },
    close: async () => {
      if (child.exitCode === null && child.connected) child.send('close');
      const kill = setTimeout(() => child.kill('SIGKILL'), 5000);
      const code = await exited;
      clearTimeout(kill);
      return code;
    },
  };
}

/** What is left once all sockets are gone. */
export async function quiet(hub: HubProcess): Promise<Measurement> {
  let measured = await hub.measure();
  const isQuiet = async (): Promise<boolean> => {
    measured = await hub.measure();
    return measured.sockets === 0;
  };
  await until(isQuiet, { withinMs: 10_000, otherwise: () => `${measured.sockets} sockets are still open.` });
  return measured;
}
