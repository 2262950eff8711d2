import { setMaxListeners } from 'node:events';
import { faults } from './faults/faults.ts';
import { pause } from './faults/pause.ts';
import type { PublishRuns } from './load/publishRuns.ts';
import { runLoad } from './load/runLoad.ts';
import type { Sender } from './load/sender.ts';
import type { Observation } from './observation.ts';
import type { VerifyOptions } from './parseVerify.ts';
import type { Pipeline } from './pipeline/startPipeline.ts';
import { comesThrough } from './plan/comesThrough.ts';
import type { FaultTally } from './plan/faultTally.ts';
import { faultTargets } from './plan/faultTargets.ts';
import { longestTroubleMs } from './plan/longestTrouble.ts';
import { runFaults } from './plan/runFaults.ts';
import { shared } from './plan/shared.ts';
import { Progress } from './progress.ts';
import type { StatusLine } from './statusLine.ts';
import { together } from './together.ts';
import { trialStatus } from './trialStatus.ts';

export interface Trial {
  readonly options: VerifyOptions;
  readonly pipeline: Pipeline;
  readonly sender: Sender;
  readonly publishRuns: PublishRuns;
  readonly observation: Observation;
  readonly tally: FaultTally;
  readonly status: StatusLine;
  readonly signal: AbortSignal;
  /** Aborted when there is no use in going on. */
  readonly ended: AbortController;
}

/**
 * Load and faults, until all events are sent, and the pipeline is done with all that is in the hub. Rejects with StandstillError,
 * when a fault could not be made or a part of the pipeline ended, or with the signal's reason; none of it runs any more then.
 */
export async function runTrial(trial: Trial): Promise<void> {
  const { options, sender, publishRuns, observation, status, ended } = trial;
  const signal = AbortSignal.any([trial.signal, ended.signal]);
  // Each fault that is not survived yet waits for it; Node takes more than ten for a leak.
  setMaxListeners(0, signal);
  const progress = new Progress(() => observation.steps + sender.count + publishRuns.published, Date.now);
  status.show(() => trialStatus(trial));
  let isLoaded = false;
  const isDrained = async (): Promise<boolean> => isLoaded && (await handledAll(trial));
  const loading = loadAndFaults(trial, signal).then(() => {
    isLoaded = true;
  });
  const draining = progress.until(isDrained, options.patience * 1_000, signal);
  await together([loading, draining], (reason) => ended.abort(reason));
}

async function loadAndFaults(trial: Trial, signal: AbortSignal): Promise<void> {
  const { options, pipeline, observation, tally, status, ended } = trial;
  const giveUp = (reason: unknown): void => ended.abort(reason);
  const loadEnded = new AbortController();
  const witness = {
    lastSequenceNumbers: () => pipeline.hub.lastSequenceNumbers(),
    isHandled: (partition: string, number: number) => observation.order.isHandled(partition, number),
    writes: pipeline.storage.writes,
    isAtRest: shared(async () => loadEnded.signal.aborted && (await handledAll(trial))),
    pause,
  };
  const faulting = runFaults({
    faults,
    tally,
    signal,
    giveUp,
    kinds: options.faults,
    targets: faultTargets(trial, signal),
    seed: options.seed,
    pause,
    mostMs: (kind) => longestTroubleMs(kind, options),
    comesThrough: (kind) => comesThrough(kind, witness, signal),
    loadEnded: loadEnded.signal,
    tell: (line) => status.tell(line),
  });
  await together([runLoad(trial, signal).finally(() => loadEnded.abort()), faulting], giveUp);
}

async function handledAll({ pipeline, observation }: Trial): Promise<boolean> {
  const last = await pipeline.hub.lastSequenceNumbers();
  return last !== undefined && [...last].every(([partition, number]) => observation.order.isDone(partition, number));
}
