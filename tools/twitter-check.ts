import { readRunning } from '../local/running/running.ts';
import { keepsTweetsLocally } from '../local/settings/developmentSettings.ts';
import { readSettings } from '../local/settings/readSettings.ts';
import { toolSettings } from '../local/settings/toolSettings.ts';
import { withStorage } from '../local/supervision/withStorage.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';
import { twitterParts } from '../src/composition/twitterParts.ts';
import { readTwitterConfig } from '../src/config.ts';
import type { Tweet } from '../src/pipeline/tweet.ts';
import { checkPage } from './checkPage.ts';
import { parseNothing } from './parseNothing.ts';
import { rowTable } from './rowTable.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';
import type { Surroundings } from './tweets.ts';

/** `npm run twitter-check`: reads one page from X, shows it, and publishes nothing. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  await tellingWrongOptions(() => twitterCheck(args, surroundings));
}

/**
 * Rejects with CommanderError for a wrong option (already told) or `--help`, with SettingsError, ConfigError, or with
 * CheckError when X gives no page.
 */
export async function twitterCheck(args: readonly string[], surroundings: Surroundings): Promise<void> {
  parseNothing(
    'twitter-check',
    'Reads one page of 10 posts from X ($0.05), shows it and publishes nothing.',
    args,
    surroundings,
  );
  const { root, environment, progress } = surroundings;
  const { values } = readSettings(root, environment);
  if (!keepsTweetsLocally(values) || readRunning(root)?.storage !== undefined) {
    return await check(await toolSettings('storage', root, environment), surroundings);
  }
  // One wants to try a token before anything else runs. What is wrong with it is said before anything starts.
  readTwitterConfig(values);
  progress.write('The local environment does not run; its storage runs for this moment, to count the posts.\n');
  const say = (line: string) => void progress.write(`${line}\n`);
  await withStorage({ root, values, say }, (local) => check(local, surroundings));
}

async function check(values: Readonly<Record<string, string>>, { output, progress, now }: Surroundings) {
  const config = readTwitterConfig(values);
  survivesFailedWrites(output);
  progress.write(`Asking X for one page of up to 10 posts with ${JSON.stringify(config.query)}, for up to $0.05.\n`);
  const { tweets, outcome } = await checkPage({ ...twitterParts(config, config.storage), now });
  await writeBlock(output, `${tableOf(tweets, output.columns)}${outcome}\n`).catch((error: unknown) => {
    // As in `| head`: what was wanted was read.
    if (!readerIsGone(error)) throw error;
  });
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
