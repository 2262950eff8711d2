import type { BlobServiceClient } from '@azure/storage-blob';
import type { FunctionDefinition } from '../functionDefinition.ts';
import type { HostJson } from '../hostJson/readHostJson.ts';
import type { HostLog } from '../hostLog.ts';
import type { FunctionRunner, TriggerValue } from '../invocation/functionRunner.ts';
import type { Settings } from '../settings.ts';

/** What every trigger of a host shares. */
export interface TriggerHost {
  readonly settings: Settings;
  readonly hostJson: HostJson;
  readonly hostId: string;
  readonly capabilities: Readonly<Record<string, string>>;
  readonly log: HostLog;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The host's own storage, opened when first needed. */
  readonly storage: () => Promise<BlobServiceClient>;
  /** The host stops: nothing new begins, waits end. */
  readonly stopping: AbortSignal;
  /** What has not ended by now is not waited for. */
  readonly graceOver: AbortSignal;
}

/** A trigger that has been checked and waits to be started. */
export interface PreparedTrigger {
  listen(): Promise<Listener>;
  /** The value of one execution out of turn, with the text that was given for it. */
  manualValue(input: string): Promise<TriggerValue>;
}

export interface Listener {
  /** Resolves when nothing runs any more. Called after `stopping`. */
  settle(): Promise<void>;
  /** Releases what it holds. Called after `graceOver`. */
  close(): Promise<void>;
}

/** Throws FunctionsHostError for a trigger that cannot work: the way it was registered, a setting, a name. */
export type PrepareTrigger = (
  definition: FunctionDefinition,
  runner: FunctionRunner,
  host: TriggerHost,
) => Promise<PreparedTrigger>;
