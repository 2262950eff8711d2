import type { TweetSource } from '../publishTweets.ts';

export interface TextSourceOptions {
  readonly textsPerRun: number;
  /** The lines of the user's file, asked for at every run. */
  readonly readLines: () => Promise<readonly string[]>;
}

/** The user's own texts one after the other, and then from the first again, as the tutorial's test mode sends them. */
export function textSource({ textsPerRun, readLines }: TextSourceOptions): TweetSource {
  let position = 0;
  return {
    name: 'test',
    steps: async function* () {
      const texts = textsOf(await readLines());
      const start = position;
      const items = Array.from({ length: textsPerRun }, (_, index) => texts[(start + index) % texts.length] ?? '');
      const taken = async () => {
        position = start + textsPerRun;
      };
      yield { items, taken };
    },
  };
}

function textsOf(lines: readonly string[]): readonly string[] {
  const texts = lines.filter((line) => line.trim() !== '');
  if (texts.length > 0) return texts;
  throw new NoTextsError('The file of TEST_TWEETS_FILE holds no text. Write one text per line, or unset the setting.');
}

/** There is nothing to send. */
export class NoTextsError extends Error {
  readonly code = 'no-texts';
  override readonly name = 'NoTextsError';
}
