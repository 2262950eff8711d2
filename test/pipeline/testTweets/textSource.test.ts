import { describe, expect, it } from '@jest/globals';
import { textSource } from '../../../src/pipeline/testTweets/textSource.ts';

const sourceOf = (lines: readonly string[], textsPerRun = 2) =>
  textSource({ textsPerRun, readLines: async () => lines });

describe('a file of own texts', () => {
  it('is sent line by line, and then from the first again', async () => {
    const source = sourceOf(['one', 'two', 'three']);
    expect([await source.next(), await source.next()]).toEqual([
      ['one', 'two'],
      ['three', 'one'],
    ]);
  });

  it('fills a run, however short it is', async () => {
    expect(await sourceOf(['one'], 3).next()).toEqual(['one', 'one', 'one']);
  });

  it('may have blank lines, which are not sent', async () => {
    expect(await sourceOf(['', 'one', '  ', 'two', '']).next()).toEqual(['one', 'two']);
  });

  it('is refused when it holds nothing, with the way out', async () => {
    await expect(sourceOf(['', ' ']).next()).rejects.toThrow('Write one text per line, or unset the setting.');
  });
});
