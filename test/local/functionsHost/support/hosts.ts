import { afterEach } from '@jest/globals';
import { HostProcess, type HostRun } from './hostProcess.ts';

/** Starts hosts that end with the test, whatever becomes of it. */
export function hosts(): (run: HostRun) => HostProcess {
  const started: HostProcess[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((host) => host.kill()));
  });
  return (run) => {
    const host = new HostProcess(run);
    started.push(host);
    return host;
  };
}
