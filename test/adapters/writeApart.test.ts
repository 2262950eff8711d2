import { describe, expect, it } from '@jest/globals';
import { writeApart } from '../../src/adapters/writeApart.ts';
import type { Write } from '../../src/pipeline/storing/planWrites.ts';
import { tweetEntity } from '../../src/pipeline/storing/tweetEntity.ts';
import { aStoredTweet } from '../support/aStoredTweet.ts';

const rows = ['1', '2', '3', '4', '5']
  .map((id) => aStoredTweet({ id }))
  .map((tweet): Write => ({ tweet, entity: tweetEntity(tweet) }));
const tooMuch = Object.assign(new Error('<html>'), { statusCode: 413 });

describe('writing rows apart', () => {
  it('halves a request that was too much also when the answer has no code, as XML answers have for the SDK', async () => {
    const written: Write[] = [];
    const send = async (part: readonly Write[]): Promise<void> => {
      if (part.length > 2) throw tooMuch;
      written.push(...part);
    };
    expect(await writeApart(rows, send, 'tweets')).toEqual([]);
    expect(new Set(written)).toEqual(new Set(rows));
    expect(written).toHaveLength(rows.length);
  });

  it('takes no single row for too much on the word of somebody between', async () => {
    const send = () => Promise.reject(tooMuch);
    await expect(writeApart(rows, send, 'tweets')).rejects.toMatchObject({ code: 'storage-unavailable' });
  });
});
