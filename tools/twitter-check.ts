import { CommanderError } from 'commander';
import { readSettings } from '../local/settings/readSettings.ts';
import { SettingsError } from '../local/settings/settingsError.ts';
import { toolSettings } from '../local/settings/toolSettings.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';
import { twitterParts } from '../src/composition/twitterParts.ts';
import { readTwitterConfig } from '../src/config.ts';
import type { Tweet } from '../src/pipeline/tweet.ts';
import { checkPage } from './checkPage.ts';
import { parseNothing } from './parseNothing.ts';
import { rowTable } from './rowTable.ts';
import type { Surroundings } from './tweets.ts';

/** `npm run twitter-check`: reads one page from X, shows it, and publishes nothing. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  await twitterCheck(args, surroundings).catch((error: unknown) => {
    // Commander has said what is wrong, or printed its help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  });
}

/**
 * Rejects with CommanderError for a wrong option (already told) or `--help`, with SettingsError, ConfigError, or with
 * CheckError when X gives no page.
 */
export async function twitterCheck(args: readonly string[], surroundings: Surroundings): Promise<void> {
  const { output, progress, now } = surroundings;
  parseNothing(
    'twitter-check',
    'Reads one page of 10 posts from X ($0.05), shows it and publishes nothing.',
    args,
    surroundings,
  );
  const { values, isCounted } = await settingsToCheckWith(surroundings);
  const config = readTwitterConfig(values);
  survivesFailedWrites(output);
  progress.write(`Asking X for one page of up to 10 posts with ${JSON.stringify(config.query)}, for up to $0.05.\n`);
  if (!isCounted) progress.write('The local environment does not run, so they are not counted for the day.\n');
  const { tweets, outcome } = await checkPage({ ...twitterParts(config, config.storage), now }, isCounted);
  await writeBlock(output, `${tableOf(tweets, output.columns)}${outcome}\n`).catch((error: unknown) => {
    // As in `| head`: what was wanted was read.
    if (!readerIsGone(error)) throw error;
  });
}

/** One wants to try a token before anything else runs; a storage that is not there then counts nothing. */
async function settingsToCheckWith({ root, environment }: Surroundings) {
  try {
    return { values: await toolSettings('storage', root, environment), isCounted: true };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { values: readSettings(root, environment).values, isCounted: false };
  }
}

function tableOf(tweets: readonly Tweet[], width = Number.POSITIVE_INFINITY): string {
  if (tweets.length === 0) return 'No posts match in the last 7 days.\n';
  const rows = tweets.map(({ id, created_at, author_id, text }) => ({
    id,
    createdAt: created_at?.replace('T', ' ').slice(0, 19),
    authorId: author_id,
    text,
  }));
  return rowTable(rows, undefined, width);
}
