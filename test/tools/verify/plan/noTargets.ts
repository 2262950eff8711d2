import type { FaultTargets } from '../../../../tools/verify/faults/fault.ts';

const nothing = async (): Promise<void> => undefined;

/** A pipeline that takes every trouble and does nothing about it. */
export const noTargets: FaultTargets = {
  hosts: { start: nothing, kill: nothing, stop: nothing, shiftClock: nothing, batchesStored: () => 0 },
  hub: { kill: nothing, start: nothing },
  storage: {
    connectionString: '',
    hostConnectionString: '',
    meet: () => undefined,
    nextRequest: async () => false,
    writes: () => ({ came: 0, answered: 0 }),
    freeze: () => undefined,
    thaw: () => undefined,
    shut: nothing,
    open: nothing,
    close: nothing,
  },
  send: nothing,
};
