import { jsonText } from '../../local/view/jsonText.ts';
import resources from '../../resources.json';
import { blobDeadLetterArchive } from '../../src/adapters/blobDeadLetterArchive.ts';
import { containerClient, tableClient } from '../../src/adapters/storageClients.ts';
import { tableTweetEraser } from '../../src/adapters/tableTweetEraser.ts';
import { readConfig } from '../../src/config.ts';
import { type ForgottenId, forgetIds } from '../../src/pipeline/forgetting/forgetIds.ts';
import { counted } from '../../src/pipeline/log.ts';
import type { Use } from '../azure/roleFor.ts';
import { withSettings } from '../azure/withSettings.ts';
import { openOutput } from '../openOutput.ts';
import { progressLine } from '../progressLine.ts';
import type { Surroundings } from '../tweets.ts';
import { parseForget } from './parseForget.ts';

/**
 * Rejects with CommanderError for a wrong id or option (already told) or `--help`, with SettingsError, ConfigError, as
 * storage fails, and with AzureError or AccessRefusedError for `--app`; what was deleted until then stays so, and asking
 * again does the rest.
 */
export async function forget(args: readonly string[], surroundings: Surroundings): Promise<void> {
  const { ids, app, dryRun = false, json } = parseForget(args, surroundings);
  const { output, progress, now } = surroundings;
  const tell = progressLine(progress, now);
  const forgotten = await withSettings({ app, uses: uses(dryRun) }, surroundings, (settings) => {
    const { storage } = readConfig(settings);
    return forgetIds(ids, {
      tweets: tableTweetEraser(tableClient(storage, resources.tables.tweets, { maxRetries: 0 })),
      deadLetters: blobDeadLetterArchive(containerClient(storage, resources.containers.deadLetters)),
      dryRun,
      onLetters: (lookedAt) => tell(`forget: looked at ${counted(lookedAt, 'dead letter')} so far.`),
    });
  });
  const text = json ? forgotten.map((each) => `${jsonText({ ...each, dryRun })}\n`).join('') : words(forgotten, dryRun);
  await openOutput(output).write(text);
}

function uses(dryRun: boolean): readonly Use[] {
  const access = dryRun ? 'read' : 'write';
  return [
    { part: 'tweets', access },
    { part: 'deadLetters', access },
  ];
}

function words(forgotten: readonly ForgottenId[], dryRun: boolean): string {
  const done = dryRun ? 'would be deleted' : 'deleted';
  const lines = forgotten.map(({ id, row, letters }) => {
    const found = [
      ...(row ? ['its row'] : []),
      ...(letters.length > 0 ? [counted(letters.length, 'dead letter')] : []),
    ];
    return `${id}  ${found.length === 0 ? 'nothing there' : `${found.join(' and ')} ${done}`}\n`;
  });
  return dryRun ? `${lines.join('')}This was a dry run: nothing was done.\n` : lines.join('');
}
