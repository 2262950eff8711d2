import type { TweetSource } from '../publishTweets.ts';

export interface TextSourceOptions {
  readonly textsPerRun: number;
  /** The lines of the user's file, asked for at every run. */
  readonly readLines: () => Promise<readonly string[]>;
}

/** The user's own texts one after the other, and then from the first again, as the tutorial's test mode sends them. */
export function textSource({ textsPerRun, readLines }: TextSourceOptions): TweetSource {
  let position = 0;
  const next = async () => {
    const texts = (await readLines()).filter((line) => line.trim() !== '');
    if (texts.length === 0) {
      throw new NoTextsError(
        'The file of TEST_TWEETS_FILE holds no text. Write one text per line, or unset the setting.',
      );
    }
    const start = position;
    const items = Array.from({ length: textsPerRun }, (_, index) => texts[(start + index) % texts.length] ?? '');
    return {
      items,
      taken: async () => {
        position = start + textsPerRun;
      },
    };
  };
  return { name: 'test', next };
}

/** There is nothing to send. */
export class NoTextsError extends Error {
  readonly code = 'no-texts';
  override readonly name = 'NoTextsError';
}
