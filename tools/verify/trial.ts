import resources from '../../resources.json';
import type { FaultKind, FaultTargets, SentEvent } from './faults/fault.ts';
import { faults } from './faults/faults.ts';
import { pause } from './faults/pause.ts';
import { loadEvents } from './load/loadEvents.ts';
import { Pace } from './load/pace.ts';
import type { PublishRuns } from './load/publishRuns.ts';
import type { Sender } from './load/sender.ts';
import { sendLoad } from './load/sendLoad.ts';
import type { Observation } from './observation.ts';
import type { VerifyOptions } from './parseVerify.ts';
import type { Pipeline } from './pipeline/startPipeline.ts';
import type { FaultTally } from './plan/faultTally.ts';
import { runFaults } from './plan/runFaults.ts';
import { Progress } from './progress.ts';
import type { StatusLine } from './statusLine.ts';
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

/** A first round of all kinds takes less; then the load goes on without. */
const longestReserveMs = 240_000;
/** Tweets that the pipeline publishes have ids of now, whatever a jumping clock makes of it. Ours are to be others. */
const apartMs = 72 * 3_600_000;
/** After that no more runs of `publishTweets` begin. */
const publishedShare = 0.8;
const longestTroubleMs = { least: 3_000, most: 60_000, shareOfLoad: 0.25 };

/**
 * Load and faults, until all events are sent, and the pipeline is done with all that is in the hub. Rejects with StandstillError,
 * when a fault could not be made or a part of the pipeline ended, or with the signal's reason.
 */
export async function runTrial(trial: Trial): Promise<void> {
  const { options, sender, publishRuns, observation, status, ended } = trial;
  const signal = AbortSignal.any([trial.signal, ended.signal]);
  const progress = new Progress(() => observation.steps + sender.count + publishRuns.published, Date.now);
  // What is sent says nothing of the pipeline: only what it does with it.
  const handling = new Progress(() => observation.steps, Date.now);
  status.show(() => trialStatus(trial));
  let isLoaded = false;
  const isDrained = async (): Promise<boolean> => isLoaded && (await handledAll(trial));
  const loading = loadAndFaults(trial, handling, signal).then(() => {
    isLoaded = true;
  });
  try {
    await Promise.all([loading, progress.until(isDrained, options.patience * 1_000, signal)]);
  } catch (error) {
    // What still runs ends with the reason, before anything that it uses is closed.
    ended.abort(error);
    await Promise.allSettled([loading]);
    throw error;
  }
}

async function loadAndFaults(trial: Trial, handling: Progress, signal: AbortSignal): Promise<void> {
  const { options, tally, status } = trial;
  const loadEnded = new AbortController();
  // A fault at the very end leaves nothing that could come forward: then it is survived when all is handled.
  const isAtRest = async (): Promise<boolean> => loadEnded.signal.aborted && (await handledAll(trial));
  const faulting = runFaults({
    faults,
    tally,
    signal,
    kinds: options.faults,
    targets: targets(trial, signal),
    seed: options.seed,
    pause,
    mostMs: (kind) => Math.max(longestTrouble(options), leastTroubleMs(kind)),
    progress: () => handling.next(isAtRest, signal),
    loadEnded: loadEnded.signal,
    tell: (line) => status.tell(line),
  });
  await Promise.all([load(trial, signal).finally(() => loadEnded.abort()), faulting]);
}

/** A second host has to start, and to be given a partition. */
function leastTroubleMs(kind: FaultKind): number {
  return kind === 'second-host' ? 20_000 : 0;
}

async function load(trial: Trial, signal: AbortSignal): Promise<void> {
  const { options, sender, publishRuns, tally } = trial;
  const { rate, events = Number.POSITIVE_INFINITY, seconds = Number.POSITIVE_INFINITY, seed } = options;
  const startedAt = Date.now();
  const elapsedMs = (): number => Date.now() - startedAt;
  const isReserveKept = (): boolean => !tally.isComplete && elapsedMs() < longestReserveMs;
  const acknowledged = (): number => sender.loadCount + publishRuns.published;
  const isOver = (): boolean => acknowledged() >= events || elapsedMs() >= seconds * 1_000;
  const sending = sendLoad({
    sender,
    signal,
    events: loadEvents(seed, () => Date.now() - apartMs),
    pace: new Pace({ rate, events, isReserveKept }, startedAt),
    promised: () => acknowledged() + publishRuns.underWay,
    isOver,
    now: Date.now,
  });
  // So that what it has under way never makes the load larger than was asked for.
  const goesOn = (): boolean => !isOver() && acknowledged() < events * publishedShare;
  await Promise.all([sending, publishRuns.go(goesOn, signal)]);
}

/** A short run can take no long trouble: it would be all there is. */
function longestTrouble({ events, seconds, rate }: VerifyOptions): number {
  const loadMs = 1_000 * (seconds ?? (events ?? 0) / (rate === 0 ? 5_000 : rate));
  const { least, most, shareOfLoad } = longestTroubleMs;
  return Math.min(most, Math.max(least, loadMs * shareOfLoad));
}

function targets({ pipeline, sender }: Trial, signal: AbortSignal): FaultTargets {
  let sends = 0;
  const send = (events: readonly SentEvent[]): Promise<void> => {
    const partitionId = String(sends % resources.eventHub.partitionCount);
    sends += 1;
    return sender.sendBeside(
      events.map(({ contentType, ...event }) => ({
        ...event,
        ...{ properties: {}, partitionId },
        ...(contentType !== undefined && { contentType }),
      })),
      signal,
    );
  };
  return { ...pipeline, send };
}

async function handledAll({ pipeline, observation }: Trial): Promise<boolean> {
  const last = await pipeline.hub.lastSequenceNumbers();
  return last !== undefined && [...last].every(([partition, number]) => observation.order.isDone(partition, number));
}
