import { ProcessError } from '../../local/processes/processError.ts';
import resources from '../../resources.json';
import { EventHubPublisher } from '../../src/adapters/eventHubPublisher.ts';
import { closeAccount } from './closeAccount.ts';
import type { Outcome } from './figures.ts';
import { PublishRuns } from './load/publishRuns.ts';
import { Sender } from './load/sender.ts';
import { Observation } from './observation.ts';
import type { VerifyOptions } from './parseVerify.ts';
import { type Pipeline, startPipeline } from './pipeline/startPipeline.ts';
import { FaultTally } from './plan/faultTally.ts';
import { StandstillError } from './progress.ts';
import type { StatusLine } from './statusLine.ts';
import { runTrial } from './trial.ts';

export interface VerificationPlace {
  /** For the events of the run. */
  readonly folder: string;
  readonly logFolder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly status: StatusLine;
  readonly signal: AbortSignal;
}

const tweetsPerRun = 20;

/**
 * One run: starts the pipeline, puts it under load and faults, waits until it has done all there is, and closes the account.
 * Resolves also when something is wrong, and says what. Rejects when no account can be given, or with the signal's reason.
 */
export async function runVerification(options: VerifyOptions, place: VerificationPlace): Promise<Outcome> {
  const { status, signal } = place;
  const observation = new Observation();
  const tally = new FaultTally(options.faults);
  const ended = new AbortController();
  const publishRuns: PublishRuns = new PublishRuns({
    port: () => pipeline.hosts.port('first'),
    tweetsPerRun,
  });
  status.show(() => 'Starting storage, hub and host.');
  const pipeline: Pipeline = await startPipeline({
    ...place,
    app: options.app,
    shiftsClocks: options.faults.includes('clock-jump'),
    tweetsPerRun,
    onRows: (rows, atMs) => observation.addRows(rows, atMs),
    onLetter: (name, atMs) => observation.acknowledgements.addLetter(name, atMs),
    onHostLine: (host, line) => {
      observation.order.read(host, line);
      publishRuns.read(line);
    },
    onUnexpectedEnd: (words) => ended.abort(new ProcessError(words)),
  });
  const { connectionString } = pipeline.hub;
  const sender = new Sender(new EventHubPublisher({ connectionString }, resources.eventHub.name));
  try {
    const parts = { options, pipeline, sender, publishRuns, observation, tally, status, signal, ended };
    const troubles = await runTrial(parts).then(() => [], troubleOf);
    signal.throwIfAborted();
    await pipeline.hosts.close();
    const { hub } = pipeline;
    // With the hub gone the SDK would try for a minute and a half.
    if ((await hub.lastSequenceNumbers()) === undefined) throw noAccount(troubles, 'The hub does not answer.');
    const closed = await closeAccount({
      eventHubs: connectionString,
      storage: pipeline.storageConnectionString,
      sender,
      observation,
      published: publishRuns.told,
      status,
      signal,
    }).catch((error: unknown) => {
      throw troubles.length === 0 ? error : noAccount(troubles, error);
    });
    const { published, told, asked } = publishRuns;
    return {
      ...observation.outcome(),
      ...closed,
      published: { tweets: published, runs: told.length, asked },
      faults: tally.all,
      troubles: [...troubles, ...publishRuns.troubles],
    };
  } finally {
    status.show(() => 'Stopping.');
    await sender.close().finally(() => pipeline.close());
  }
}

/** What went wrong before is what a person can mend. */
function noAccount(troubles: readonly string[], why: unknown): ProcessError {
  const reason = `No account can be given: ${why instanceof Error ? why.message : String(why)}`;
  return new ProcessError([...troubles, reason].join('\n'), { cause: why });
}

/** What ends a trial and still leaves an account to be given. */
function troubleOf(error: unknown): readonly string[] {
  if (error instanceof StandstillError || error instanceof ProcessError) return [error.message];
  throw error;
}
