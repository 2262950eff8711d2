import { statSync } from 'node:fs';
import type { Settings } from './settings.ts';
import { readTwitter, type TwitterConfig } from './twitter.ts';
import { wrongWithSchedule } from './twitterSchedule.ts';
import { readWhole } from './wholeNumber.ts';

export interface TestSourceConfig {
  readonly name: 'test';
  readonly tweetsPerRun: number;
  /** A file of own texts, one per line, instead of invented tweets. */
  readonly textsFile?: string;
}

export type TweetSourceConfig = TestSourceConfig | TwitterConfig;

export function readTweetSource(settings: Settings): TweetSourceConfig | undefined {
  const name = settings.get('TWEET_SOURCE') ?? '';
  if (name === 'twitter') return readTwitterSource(settings);
  if (name === 'test') return readTestSource(settings);
  return settings.problem(`Unsupported tweet source "${name}". Set TWEET_SOURCE to "twitter" or "test".`);
}

function readTwitterSource(settings: Settings): TwitterConfig | undefined {
  const config = readTwitter(settings);
  const schedule = settings.get('PUBLISH_SCHEDULE');
  const wrong = config && schedule && wrongWithSchedule(schedule, config.maxPagesPerRun);
  return wrong ? settings.problem(`App setting PUBLISH_SCHEDULE ${wrong}`) : config;
}

function readTestSource(settings: Settings): TestSourceConfig {
  const tweetsPerRun = readWhole(settings, 'TEST_TWEETS_PER_RUN', { from: 1, to: 10_000, otherwise: 20 });
  const textsFile = readTextsFile(settings);
  return { name: 'test', tweetsPerRun, ...(textsFile !== undefined && { textsFile }) };
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
