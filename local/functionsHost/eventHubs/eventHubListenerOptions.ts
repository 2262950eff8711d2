import type { ContainerClient } from '@azure/storage-blob';
import type { EventHubsOptions } from '../hostJson/eventHubsOptions.ts';
import type { HostLog } from '../hostLog.ts';
import type { FunctionRunner } from '../invocation/functionRunner.ts';
import type { EventHubTrigger } from './eventHubTrigger.ts';

/** What reading a hub for one function takes. */
export interface EventHubListenerOptions {
  readonly name: string;
  readonly trigger: EventHubTrigger;
  readonly options: EventHubsOptions;
  readonly container: ContainerClient;
  readonly runner: FunctionRunner;
  readonly clock: () => number;
  readonly log: HostLog;
  /** The host stops: no new batch begins, waits between retries end. */
  readonly stopping: AbortSignal;
}
