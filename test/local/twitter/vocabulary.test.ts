import { afterEach, describe, expect, it } from '@jest/globals';
import { generatedArrivals } from '../../../local/twitter/index.ts';
import { idAt } from '../../../src/pipeline/twitter/snowflake.ts';
import { ask } from '../../support/twitter/askX.ts';
import {
  closeStandIns,
  day,
  minute,
  noon,
  standInUnderTest,
  timedPost,
} from '../../support/twitter/standInUnderTest.ts';

afterEach(closeStandIns);

const since_id = idAt(noon - day).toString();
const id = idAt(noon - minute).toString();
const whole = {
  id,
  text: 'It begins… #Azure',
  lang: 'en',
  created_at: '2026-11-20T11:59:00.000Z',
  author_id: '9000000000000000017',
  edit_history_tweet_ids: [id],
  note_tweet: { text: 'It begins and ends. #Azure' },
  referenced_tweets: [{ type: 'quoted', id: '1' }],
  public_metrics: { retweet_count: 3, like_count: 5 },
};
const older = 'created_at,lang,note_tweet,referenced_tweets,public_metrics';
const newer = 'created_at,lang,note_post,referenced_posts,public_metrics';

async function given(parameters: Record<string, string>, behaviour = {}) {
  const { url, add } = await standInUnderTest(behaviour);
  add(timedPost(whole));
  const { status, body } = await ask(url, { since_id, ...parameters });
  return { status, body, post: body.data?.[0] };
}

describe('10. Both vocabularies, fields, optional and unknown keys', () => {
  it('gives id, text and edit history alone when no field is asked for', async () => {
    expect((await given({})).post).toEqual({ id, text: whole.text, edit_history_tweet_ids: [id] });
  });

  it('gives what is asked for, in the older words to tweet.fields', async () => {
    const { author_id: _, ...asked } = whole;
    expect((await given({ 'tweet.fields': older })).post).toEqual(asked);
  });

  it('gives it in the newer words to post.fields (seen against X by others in August 2026, not documented)', async () => {
    const { post } = await given({ 'post.fields': newer });
    expect(post).toEqual({
      id,
      text: whole.text,
      lang: 'en',
      created_at: whole.created_at,
      edit_history_post_ids: [id],
      note_post: whole.note_tweet,
      referenced_posts: whole.referenced_tweets,
      public_metrics: { repost_count: 3, like_count: 5 },
    });
  });

  it.each(['tweet', 'post'] as const)('may answer in the words of "%s" whatever was asked', async (vocabulary) => {
    const key = `edit_history_${vocabulary}_ids`;
    expect((await given({ 'tweet.fields': older }, { vocabulary })).post).toHaveProperty(key);
    expect((await given({ 'post.fields': newer }, { vocabulary })).post).toHaveProperty(key);
  });

  it('may know one name of the parameter only, and refuse the other as unknown', async () => {
    const behaviour = { fieldsParameters: ['tweet.fields'] };
    expect((await given({ 'post.fields': newer }, behaviour)).body.errors[0].message).toContain(
      '[post.fields] is not one of',
    );
    expect((await given({ 'tweet.fields': older }, behaviour)).status).toBe(200);
  });

  it('may ignore the list of fields without a word', async () => {
    const { status, post } = await given({ 'tweet.fields': older }, { ignoresFields: true });
    expect(status).toBe(200);
    expect(Object.keys(post)).toEqual(['id', 'text', 'edit_history_tweet_ids']);
  });

  it('may leave optional keys out, or give null for those that are not there', async () => {
    const asked = { 'tweet.fields': 'created_at,geo,withheld' };
    expect((await given(asked, { optionalKeys: 'missing' })).post).toEqual({ id, text: whole.text });
    expect((await given(asked, { optionalKeys: 'null' })).post).toMatchObject({
      created_at: whole.created_at,
      geo: null,
      withheld: null,
    });
  });

  it('may add keys that nobody knows', async () => {
    const { post } = await given({}, { hasUnknownKeys: true });
    expect(Object.keys(post).length).toBeGreaterThan(3);
  });

  it('gives the authors when they are asked for, each once, at their price', async () => {
    const { url, add, costOf } = await standInUnderTest();
    add(timedPost(whole), timedPost({ ...whole, id: idAt(noon - 2 * minute).toString() }));
    const { body } = await ask(url, { since_id, expansions: 'author_id' });
    expect(body.includes.users).toEqual([
      { id: '9000000000000000017', name: 'Demo user 017', username: 'demo_user_017' },
    ]);
    expect(costOf('2026-11-20')).toEqual({ posts: 2, users: 1, dollars: 0.02, postsSent: 2 });
  });

  it('generates long posts, escapes, replies, quotes, retweets, other languages and posts without optional keys', async () => {
    const arrivals = generatedArrivals({ seed: 5, startMs: noon - day, perMinute: 3 });
    const posts = [...arrivals.upTo(noon)].map(({ post }) => post);
    const share = (has: (post: (typeof posts)[number]) => boolean) => posts.filter(has).length / posts.length;
    const refers = (type: string) => share(({ referenced_tweets: all }) => JSON.stringify(all ?? '').includes(type));
    expect(share(({ note_tweet }) => note_tweet !== undefined)).toBeCloseTo(0.03, 1);
    expect(share(({ text }) => /&(amp|lt|gt);/.test(text))).toBeGreaterThan(0.05);
    expect(share(({ lang }) => lang !== undefined && lang !== 'en')).toBeGreaterThan(0.02);
    expect(share(({ lang }) => lang === undefined)).toBeGreaterThan(0.005);
    for (const type of ['retweeted', 'quoted', 'replied_to']) expect(refers(type)).toBeGreaterThan(0.003);
  });
});
