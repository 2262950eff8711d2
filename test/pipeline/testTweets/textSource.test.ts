import { describe, expect, it } from '@jest/globals';
import type { TweetSource } from '../../../src/pipeline/publishTweets.ts';
import { textSource } from '../../../src/pipeline/testTweets/textSource.ts';
import { stepOf } from '../../support/stepOf.ts';

const sourceOf = (lines: readonly string[], textsPerRun = 2) =>
  textSource({ textsPerRun, readLines: async () => lines });

/** The items of a run that the hub took. */
const takenFrom = async (source: TweetSource) => {
  const { items, taken } = await stepOf(source);
  await taken();
  return items;
};

describe('a file of own texts', () => {
  it('is sent line by line, and then from the first again', async () => {
    const source = sourceOf(['one', 'two', 'three']);
    expect([await takenFrom(source), await takenFrom(source)]).toEqual([
      ['one', 'two'],
      ['three', 'one'],
    ]);
  });

  it('skips no line when the hub did not take a run', async () => {
    const source = sourceOf(['one', 'two', 'three', 'four']);
    await stepOf(source);
    expect(await takenFrom(source)).toEqual(['one', 'two']);
    expect(await takenFrom(source)).toEqual(['three', 'four']);
  });

  it('moves on once, however often it hears that the hub took the run', async () => {
    const source = sourceOf(['one', 'two', 'three', 'four']);
    const { taken } = await stepOf(source);
    await taken();
    await taken();
    expect(await takenFrom(source)).toEqual(['three', 'four']);
  });

  it('fills a run, however short it is', async () => {
    expect(await takenFrom(sourceOf(['one'], 3))).toEqual(['one', 'one', 'one']);
  });

  it('may have blank lines, which are not sent', async () => {
    expect(await takenFrom(sourceOf(['', 'one', '  ', 'two', '']))).toEqual(['one', 'two']);
  });

  it('is refused when it holds nothing, with the way out', async () => {
    await expect(stepOf(sourceOf(['', ' ']))).rejects.toThrow('Write one text per line, or unset the setting.');
  });
});
