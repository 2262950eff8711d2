import { clockJump } from './clockJump.ts';
import type { Fault, FaultKind } from './fault.ts';
import { killHost } from './killHost.ts';
import { killHub } from './killHub.ts';
import { lostAnswers } from './lostAnswers.ts';
import { poison } from './poison.ts';
import { secondHost } from './secondHost.ts';
import { storageErrors } from './storageErrors.ts';
import { storageOutage } from './storageOutage.ts';

/** Every kind of trouble that can be asked for. */
export const faults: Readonly<Record<FaultKind, Fault>> = {
  'kill-host': killHost,
  'kill-hub': killHub,
  'second-host': secondHost,
  'storage-errors': storageErrors,
  'lost-answers': lostAnswers,
  'storage-outage': storageOutage,
  poison,
  'clock-jump': clockJump,
};
