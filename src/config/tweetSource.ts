import { statSync } from 'node:fs';
import type { Settings } from './settings.ts';

export interface TestSourceConfig {
  readonly name: 'test';
  readonly tweetsPerRun: number;
  /** A file of own texts, one per line, instead of invented tweets. */
  readonly textsFile?: string;
}

export function readTweetSource(settings: Settings): TestSourceConfig | undefined {
  const name = settings.get('TWEET_SOURCE') ?? '';
  if (name === 'twitter') {
    return settings.problem(
      'TWEET_SOURCE is "twitter", a source that this version does not have yet. Set it to "test".',
    );
  }
  if (name !== 'test') {
    return settings.problem(`Unsupported tweet source "${name}". Set TWEET_SOURCE to "twitter" or "test".`);
  }
  const tweetsPerRun = readTweetsPerRun(settings);
  const textsFile = readTextsFile(settings);
  return { name, tweetsPerRun, ...(textsFile !== undefined && { textsFile }) };
}

function readTweetsPerRun({ get, problem }: Settings): number {
  const value = get('TEST_TWEETS_PER_RUN') ?? '20';
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > 10_000) {
    problem(`App setting TEST_TWEETS_PER_RUN is "${value}". Set a whole number from 1 to 10000.`);
  }
  return count;
}

function readTextsFile({ get, problem }: Settings): string | undefined {
  const file = get('TEST_TWEETS_FILE');
  if (file === undefined) return undefined;
  const size = fileSize(file);
  if (size !== undefined && size > 0) return file;
  const fact = size === 0 ? 'which is empty' : 'which is no file';
  return problem(
    `App setting TEST_TWEETS_FILE is "${file}", ${fact}. Give a file with one text per line, or unset it.`,
  );
}

function fileSize(path: string): number | undefined {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}
