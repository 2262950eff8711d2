import { jsonText } from '../../local/view/jsonText.ts';
import resources from '../../resources.json';
import { blobDeadLetterArchive } from '../../src/adapters/blobDeadLetterArchive.ts';
import { EventHubPublisher } from '../../src/adapters/eventHubPublisher.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import { type Config, readConfig } from '../../src/config.ts';
import type { DeadLetterArchive } from '../../src/pipeline/deadLetters/deadLetterArchive.ts';
import { discardLetters } from '../../src/pipeline/deadLetters/discardLetters.ts';
import { replayLetters } from '../../src/pipeline/deadLetters/replayLetters.ts';
import { type LetterScope, selectLetters } from '../../src/pipeline/deadLetters/selectLetters.ts';
import type { Use } from '../azure/roleFor.ts';
import { withSettings } from '../azure/withSettings.ts';
import { openOutput } from '../openOutput.ts';
import { progressLine } from '../progressLine.ts';
import type { Surroundings } from '../tweets.ts';
import { listLetters } from './listLetters.ts';
import { type Outcome, OutcomeTally, outcomeLine } from './outcomeTally.ts';
import { type DeadLettersCommand, parseDeadLetters } from './parseDeadLetters.ts';
import { showLetter } from './showLetter.ts';

/** What the work on letters needs. */
export interface LetterDesk {
  readonly letters: DeadLetterArchive;
  readonly scope: LetterScope;
}

type Changing = Extract<DeadLettersCommand, { readonly action: 'replay' | 'discard' }>;

const later = 'Replay the rest again: what was sent twice ends in the same row or letter.';

/**
 * Resolves with whether all that was asked for was done. Rejects with CommanderError for a wrong option (already told) or
 * `--help`, with SettingsError, ConfigError, HubError, as storage fails, and with AzureError or AccessRefusedError for `--app`.
 */
export async function deadLetters(args: readonly string[], surroundings: Surroundings): Promise<boolean> {
  const command = parseDeadLetters(args, surroundings);
  return withSettings({ app: command.app, uses: uses(command) }, surroundings, async (settings) => {
    const config = readConfig(settings);
    const desk: LetterDesk = {
      letters: blobDeadLetterArchive(containerClient(config.storage, resources.containers.deadLetters)),
      scope: { hub: config.eventHubName.toLowerCase(), consumerGroup: resources.eventHub.consumerGroups.store },
    };
    if (command.action === 'list') return listLetters(command, desk, surroundings);
    if (command.action === 'show') return showLetter(command, desk, surroundings);
    if (command.action === 'discard') return discard(command, desk, surroundings);
    return replay(command, desk, config, surroundings);
  });
}

function uses(command: DeadLettersCommand): readonly Use[] {
  const isChange = (command.action === 'replay' || command.action === 'discard') && !command.dryRun;
  const letters = { part: 'deadLetters', access: isChange ? 'write' : 'read' } as const;
  return command.action === 'replay' ? [letters, { part: 'hub', access: 'write' }] : [letters];
}

async function replay(
  command: Extract<Changing, { action: 'replay' }>,
  desk: LetterDesk,
  { eventHubConnection, eventHubName }: Config,
  surroundings: Surroundings,
): Promise<boolean> {
  const publisher = new EventHubPublisher(eventHubConnection, eventHubName, { later });
  try {
    const { force = false, dryRun = false } = command;
    const options = { letters: desk.letters, publisher, now: () => new Date(surroundings.now()), force, dryRun };
    return await tell(replayLetters(selected(command, desk), options), command, surroundings);
  } finally {
    await publisher.close();
  }
}

function discard(command: Extract<Changing, { action: 'discard' }>, desk: LetterDesk, surroundings: Surroundings) {
  const { dryRun = false } = command;
  return tell(discardLetters(selected(command, desk), { letters: desk.letters, dryRun }), command, surroundings);
}

function selected({ selection }: Changing, { letters, scope }: LetterDesk) {
  return selectLetters(selection, scope, letters);
}

/**
 * What is to be told of by the exit code. Of letters that a listing gave, one may be gone by now, since its row is there,
 * and those on their way or given up are left out as the command says.
 */
const notDone: Readonly<Record<'ids' | 'listing', readonly Outcome[]>> = {
  ids: ['not-found', 'on-its-way', 'given-up', 'too-large'],
  listing: ['too-large'],
};

/** Says of each letter what became of it, and at the end of all, also on failure. The work goes on when nobody reads that. */
async function tell(
  portions: AsyncIterable<readonly { readonly id: string; readonly outcome: Outcome }[]>,
  { selection, json, dryRun = false, action }: Changing,
  { output, progress, now }: Surroundings,
): Promise<boolean> {
  const [{ write }, tally, tellProgress] = [openOutput(output), new OutcomeTally(), progressLine(progress, now)];
  const summarise = () => write(json ? `${jsonText({ summary: tally.counts, dryRun })}\n` : tally.summary(dryRun));
  try {
    for await (const portion of portions) {
      for (const { outcome } of portion) tally.add(outcome);
      await write(
        portion.map(({ id, outcome }) => (json ? `${jsonText({ id, outcome })}\n` : outcomeLine(id, outcome))).join(''),
      );
      tellProgress(`${action}: ${tally.total} dead letters so far.`);
    }
  } catch (error) {
    // What was done until then is done.
    if (tally.total > 0) await summarise();
    throw error;
  }
  await summarise();
  return notDone['ids' in selection ? 'ids' : 'listing'].every((outcome) => tally.of(outcome) === 0);
}
