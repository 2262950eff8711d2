import type { FaultTargets, Injection } from '../../../../tools/verify/faults/fault.ts';
import type { StorageProxy } from '../../../../tools/verify/faults/storageProxy.ts';
import { seededRandom } from '../../../support/random.ts';

/** Short, and with chances that are printed. */
export function anInjection(parts: Partial<Injection> = {}): Injection {
  return {
    random: seededRandom('fault').next,
    mostMs: 50,
    isFirst: false,
    earlier: 1,
    signal: new AbortController().signal,
    ...parts,
  };
}

export interface RecordedTargets extends FaultTargets {
  /** What was done to the parts of the pipeline, in order. */
  readonly done: string[];
}

/** A pipeline that does not exist. */
export function recordedTargets(storage: Partial<StorageProxy> = {}, batches = 1): RecordedTargets {
  const done: string[] = [];
  const record = (what: string) => async () => void done.push(what);
  const hosts = {
    start: async (name: string) => void done.push(`start ${name}`),
    kill: async (name: string) => void done.push(`kill ${name}`),
    stop: async (name: string) => void done.push(`stop ${name}`),
    shiftClock: async (name: string, offsetMs: number) => void done.push(`clock of ${name} by ${offsetMs}`),
    batchesStored: () => batches,
  };
  const proxy: StorageProxy = {
    connectionString: '',
    hostConnectionString: '',
    meet: () => undefined,
    nextRequest: async () => true,
    writes: () => ({ came: 0, answered: 0 }),
    freeze: () => void done.push('freeze'),
    thaw: () => void done.push('thaw'),
    shut: record('shut'),
    open: record('open'),
    close: record('close'),
    ...storage,
  };
  const send = async (events: readonly unknown[]) => void done.push(`send ${events.length}`);
  return { done, hosts, hub: { kill: record('kill hub'), start: record('start hub') }, storage: proxy, send };
}
