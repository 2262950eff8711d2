import { Command } from 'commander';
import { appOption } from '../local/commandLine/appOption.ts';
import { jsonText } from '../local/view/jsonText.ts';
import { readerIsGone, survivesFailedWrites, writeBlock } from '../local/view/viewOutput.ts';
import { pollStores } from '../src/composition/twitterParts.ts';
import { readTwitterPollingConfig } from '../src/config.ts';
import { parseLedger } from '../src/pipeline/twitter/ledger.ts';
import { parsePollState } from '../src/pipeline/twitter/parsePollState.ts';
import { withSettings } from './azure/withSettings.ts';
import { pollStatus, statusWords } from './pollStatus.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';
import type { Surroundings } from './tweets.ts';

/** `npm run twitter-status`: what the twitter source remembers. */
export async function run(args: readonly string[]): Promise<void> {
  const { env: environment, stdout: output, stderr: progress } = process;
  const surroundings = { root: process.cwd(), environment, output, progress, now: Date.now };
  await tellingWrongOptions(() => twitterStatus(args, surroundings));
}

/**
 * Rejects with CommanderError for a wrong option (already told) or `--help`, with SettingsError, ConfigError, PollError
 * for a state that cannot be read, as storage fails, and with AzureError or AccessRefusedError for `--app`.
 */
export async function twitterStatus(args: readonly string[], surroundings: Surroundings): Promise<void> {
  const { output, now } = surroundings;
  const { app, json } = parse(args, surroundings);
  const status = await withSettings({ app, uses, needsTwitter: true }, surroundings, async (settings) => {
    const config = readTwitterPollingConfig(settings);
    const { states, ledger } = pollStores(config, config.storage);
    const [stateText, ledgerText] = await Promise.all([states.look(), ledger.look()]);
    const state = stateText === undefined ? undefined : parsePollState(stateText, config.query, states.place);
    return pollStatus(config, state, parseLedger(ledgerText, ledger.place), now());
  });
  survivesFailedWrites(output);
  await writeBlock(output, json ? `${jsonText(status)}\n` : statusWords(status, now())).catch((error: unknown) => {
    // As in `| head`: what was wanted was read.
    if (!readerIsGone(error)) throw error;
  });
}

const uses = [{ part: 'twitterState', access: 'read' }] as const;

interface StatusOptions {
  readonly json?: true;
  /** A function app in Azure. */
  readonly app?: string;
}

function parse(args: readonly string[], { output, progress }: Surroundings): StatusOptions {
  return new Command('npm run twitter-status --')
    .description('Shows how far the twitter source has read, what it waits for and what it cost today.')
    .option('--json', 'one JSON object, and nothing else')
    .addOption(appOption())
    .addHelpText(
      'after',
      '\nnpm itself prints two lines first; without them: npm run --silent twitter-status -- --json',
    )
    .configureOutput({
      writeOut: (text) => void output.write(text),
      writeErr: (text) => void progress.write(text),
    })
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<StatusOptions>();
}
