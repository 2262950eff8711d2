import type { FaultKind } from '../faults/fault.ts';

/** Faults of one lane never meet; faults of different lanes do, as they would in life. */
export type Lane = 'processes' | 'storage' | 'events';

export const laneOf: Readonly<Record<FaultKind, Lane>> = {
  'kill-host': 'processes',
  'kill-hub': 'processes',
  'second-host': 'processes',
  'clock-jump': 'processes',
  'storage-errors': 'storage',
  'lost-answers': 'storage',
  'storage-outage': 'storage',
  poison: 'events',
};
