import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { twitterCheck } from '../../tools/twitter-check.ts';
import { twitterStatus } from '../../tools/twitter-status.ts';
import { collected } from '../local/view/collected.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { type RawX, rawX } from '../support/twitter/rawX.ts';
import { noon, postAt } from '../support/twitter/sourceUnderTest.ts';

const token = 'AAAASECRETTOKENAAAAAAAA';
const folder = temporaryFolder();
let storage: RunningStorage;
let x: RawX;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: [], containers: ['twitter-state'] });
  x = await rawX((_request, response) => answer(response));
});
afterEach(() => {
  answer = () => undefined;
});
afterAll(async () => {
  await x.close();
  await storage.close();
  folder.remove();
});

const page =
  (data: readonly object[], headers = {}) =>
  (response: ServerResponse) =>
    void response
      .writeHead(200, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ data, meta: {} }));

async function command(tool: typeof twitterCheck, settings: Readonly<Record<string, string>>, ...args: string[]) {
  const [output, progress] = [collected(), collected()];
  const environment = { TweetStorage: storage.connectionString, TWITTER_API_URL: x.origin.origin, ...settings };
  const surroundings = {
    root: folder.path,
    environment,
    output: output.output,
    progress: progress.output,
    now: () => noon,
  };
  await tool(args, surroundings);
  return { text: output.text(), progress: progress.text() };
}

const check = (settings: Readonly<Record<string, string>> = {}) =>
  command(twitterCheck, { TWITTER_BEARER_TOKEN: token, ...settings });

describe('npm run twitter-check', () => {
  it('says what it costs, then reads one page of ten, shows it safely, and counts it', async () => {
    const limits = { 'x-rate-limit-limit': '450', 'x-rate-limit-remaining': '449', 'x-rate-limit-reset': '1795000000' };
    answer = page([{ ...postAt(noon), text: 'Azure\u001b[2J &amp; more' }, postAt(noon - 1000)], limits);
    const { text, progress } = await check();
    expect(progress).toBe(
      'Asking X for one page of up to 10 posts with "#Azure lang:en -is:retweet", for up to $0.05.\n',
    );
    const lines = text.split('\n');
    expect(lines[1]).toBe(`2026-11-20 12:00:00  ${postAt(noon).id}  Azure\\x1b[2J & more`);
    expect(lines.at(-2)).toBe('X answered with 2 posts ($0.01); today 2 of 100 ($0.01); 449 requests left.');
    const asked = new URL(x.requests.at(-1)?.url ?? '', x.origin).searchParams;
    expect(asked.get('max_results')).toBe('10');
    expect(JSON.parse((await command(twitterStatus, {}, '--json')).text)).toMatchObject({ today: { posts: 2 } });
  });

  it('asks for nothing when the ceiling leaves no room', async () => {
    answer = page(Array.from({ length: 10 }, (_, index) => postAt(noon, index)));
    const ceiling = { TWITTER_MAX_POSTS_PER_DAY: '15', TWITTER_QUERY: 'azure' };
    await check(ceiling);
    const before = x.requests.length;
    await expect(check(ceiling)).rejects.toMatchObject({
      code: 'check-failed',
      message:
        "Today's ceiling of 15 posts leaves no room for a page. Raise TWITTER_MAX_POSTS_PER_DAY, or wait for midnight UTC.",
    });
    expect(x.requests).toHaveLength(before);
  });

  it('says that nothing matches', async () => {
    answer = (response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end('{"meta":{"result_count":0}}');
    expect((await check()).text).toContain('No posts match in the last 7 days.\nX answered with 0 posts ($0.00);');
  });

  it('says what is wrong, and what to do, when X refuses, without the token', async () => {
    answer = (response) =>
      void response.writeHead(401, { 'content-type': 'application/json' }).end('{"title":"Unauthorized"}');
    const error = await check().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'check-failed',
      message:
        'X does not take the token. Put a valid app-only token into TWITTER_BEARER_TOKEN (status 401, "Unauthorized").',
    });
    expect(String(error)).not.toContain('SECRET');
    await expect(command(twitterCheck, {})).rejects.toThrow('App setting TWITTER_BEARER_TOKEN is required');
  });

  it('can be tried before anything else runs, and says that nothing is counted then', async () => {
    answer = page([postAt(noon)]);
    const { text, progress } = await check({ TweetStorage: 'UseDevelopmentStorage=true' });
    expect(progress).toContain('The local environment does not run, so they are not counted for the day.');
    expect(text).toContain('X answered with 1 post ($0.005).');
  });
});
