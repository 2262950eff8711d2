import { describe, expect, it } from '@jest/globals';
import { withTwitterStandIn } from '../../../local/supervision/withTwitterStandIn.ts';
import { ask } from '../../support/twitter/askX.ts';

describe('withTwitterStandIn', () => {
  it('serves posts of the last two hours while the work goes on, and not a moment longer', async () => {
    let address = '';
    await withTwitterStandIn(true, {}, async (values, url = '') => {
      address = url;
      expect(values.TWITTER_API_URL).toBe(url);
      const { status, body } = await ask(url, { max_results: '100' });
      expect(status).toBe(200);
      expect(body.meta).toMatchObject({ result_count: 100, next_token: expect.any(String) });
    });
    await expect(ask(address)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('shows the same posts at every start, so that what was read is not read again as something else', async () => {
    const read: string[][] = [];
    const until = new Date(Date.now() - 10 * 60_000).toISOString().replace(/\.\d+/, '');
    for (let start = 0; start < 2; start += 1) {
      await withTwitterStandIn(true, {}, async (_, url = '') => {
        const { body } = await ask(url, { end_time: until, max_results: '50' });
        read.push(body.data.map(({ id }: { id: string }) => id));
      });
    }
    expect(read[0]).toHaveLength(50);
    expect(read[1]).toEqual(read[0]);
  });

  it('ends also when the work fails', async () => {
    let address = '';
    const work = async (_: unknown, url = '') => {
      address = url;
      throw new Error('no luck');
    };
    await expect(withTwitterStandIn(true, {}, work)).rejects.toThrow('no luck');
    await expect(ask(address)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is not there when nobody wants it, and the settings stay', async () => {
    const values = { TWEET_SOURCE: 'test' };
    await withTwitterStandIn(false, values, async (given, url) => {
      expect(given).toBe(values);
      expect(url).toBeUndefined();
    });
  });
});
