import { type Random, seededRandom } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault, FaultKind, FaultTargets } from '../faults/fault.ts';
import { together } from '../together.ts';
import type { FaultTally } from './faultTally.ts';
import { type Lane, laneOf } from './laneOf.ts';
import { shuffled } from './shuffled.ts';

export interface FaultRun {
  readonly kinds: readonly FaultKind[];
  readonly faults: Readonly<Record<FaultKind, Fault>>;
  readonly targets: FaultTargets;
  readonly tally: FaultTally;
  readonly seed: number;
  /** How long trouble of a kind may last at most, ms. */
  readonly mostMs: (kind: FaultKind) => number;
  /** Resolves once it is known whether the pipeline came through trouble of this kind that has ended now. */
  readonly comesThrough: (kind: FaultKind) => Promise<boolean>;
  /** Waits so long (ms); ends early, and does not fail, when the signal is aborted. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The load is through: nothing new begins. */
  readonly loadEnded: AbortSignal;
  /** The run is given up. */
  readonly signal: AbortSignal;
  /** Gives it up: `signal` is aborted with the reason. */
  readonly giveUp: (reason: unknown) => void;
  readonly tell: (line: string) => void;
}

/** Before each fault of a lane the pipeline is left alone for so long, ms. Poison comes by hundreds of events. */
const pauseMs: Readonly<Record<Lane, { readonly least: number; readonly most: number }>> = {
  processes: { least: 500, most: 5_000 },
  storage: { least: 500, most: 10_000 },
  events: { least: 1_000, most: 8_000 },
};
/** After it a lane goes on so late at most, ms, if the pipeline has not come through yet; that is waited for all the same. */
const longestRecoveryMs = 5_000;
/** Until each kind was injected once: a short run has no more time. */
const firstRoundMostMs = 2_000;

/**
 * Makes trouble of all kinds, in rounds: each round has every kind once, in an order that the seed decides. Ends when the load
 * has ended, and it is known of each fault whether it was survived. Rejects when a fault could not be made or not be ended, or with the reason of the signal, once no lane runs any more.
 */
export async function runFaults(run: FaultRun): Promise<void> {
  const lanes = [...new Set(run.kinds.map((kind) => laneOf[kind]))];
  const kindsOf = (lane: Lane) => run.kinds.filter((kind) => laneOf[kind] === lane);
  await together(
    lanes.map((lane) => runLane(run, lane, kindsOf(lane))),
    run.giveUp,
  );
}

async function runLane(run: FaultRun, lane: Lane, kinds: readonly FaultKind[]): Promise<void> {
  const random = laneRandom(run.seed, lane);
  const recoveries: Promise<void>[] = [];
  for (;;) {
    for (const kind of shuffled(kinds, random)) {
      await rest(run, lane, random);
      if (run.loadEnded.aborted) return void (await Promise.all(recoveries));
      if (!(await hasStruck(run, kind, random))) continue;
      const recovery = recover(run, kind);
      recoveries.push(recovery);
      await Promise.race([recovery, run.pause(longestRecoveryMs, AbortSignal.any([run.loadEnded, run.signal]))]);
    }
  }
}

async function hasStruck(run: FaultRun, kind: FaultKind, random: Random): Promise<boolean> {
  const { faults, targets, tally, mostMs, signal, tell } = run;
  const earlier = tally.of(kind).injected;
  const isFirst = earlier === 0;
  const struck = await faults[kind].inject(targets, { random, mostMs: mostMs(kind), isFirst, earlier, signal });
  if (struck === 0) return false;
  tally.injected(kind);
  tell(`${kind} (${struck})`);
  return true;
}

/** Never rejects: nobody looks at it before the load has ended. */
async function recover({ comesThrough, tally, signal, giveUp, tell }: FaultRun, kind: FaultKind): Promise<void> {
  try {
    if (await comesThrough(kind)) tally.survived(kind);
    else if (!signal.aborted) tell(`${kind}: not survived`);
  } catch (error) {
    giveUp(error);
  }
}

async function rest({ tally, pause, loadEnded, signal }: FaultRun, lane: Lane, random: Random): Promise<void> {
  signal.throwIfAborted();
  const { least, most } = pauseMs[lane];
  const ms = least + random() * ((tally.isComplete ? most : Math.min(most, firstRoundMostMs)) - least);
  await pause(ms, AbortSignal.any([loadEnded, signal]));
  signal.throwIfAborted();
}

/** Lanes run side by side, so each has numbers of its own: else their timing would decide who draws which. */
function laneRandom(seed: number, lane: string): Random {
  return seededRandom([...lane].reduce((mixed, character) => Math.imul(mixed, 31) + character.charCodeAt(0), seed));
}
