import type { ServerResponse } from 'node:http';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readRunning } from '../../local/running/running.ts';
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

const ledgerBlob = () =>
  BlobServiceClient.fromConnectionString(storage.connectionString)
    .getContainerClient('twitter-state')
    .getBlockBlobClient('stand-in/posts-read.json');
const ledgerText = async () => (await ledgerBlob().downloadToBuffer()).toString();

async function command(
  tool: typeof twitterCheck,
  settings: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  now = () => noon,
) {
  const [output, progress] = [collected(), collected()];
  const environment = { TweetStorage: storage.connectionString, TWITTER_API_URL: x.origin.origin, ...settings };
  const surroundings = {
    root: folder.path,
    environment,
    output: output.output,
    progress: progress.output,
    now,
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
    expect(JSON.parse((await command(twitterStatus, {}, ['--json'])).text)).toMatchObject({ today: { posts: 2 } });
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

  it('leaves it to the app to report a ceiling that it has reached', async () => {
    answer = page(Array.from({ length: 10 }, (_, index) => postAt(noon, index)));
    const nextDay = () => noon + 86_400_000;
    await command(twitterCheck, { TWITTER_BEARER_TOKEN: token, TWITTER_MAX_POSTS_PER_DAY: '10' }, [], nextDay);
    const saved = await ledgerText();
    expect(saved).toContain('"2026-11-21": 10');
    expect(saved).not.toContain('reported');
  });

  it("counts near midnight on both days, since the clock that the app has compared with X's is another machine's", async () => {
    const ledger = JSON.stringify({ version: 1, days: {}, clock: { lowMs: 0, highMs: 1000 }, mark: 'of the app' });
    await ledgerBlob().upload(ledger, ledger.length);
    answer = page([postAt(noon)]);
    await command(twitterCheck, { TWITTER_BEARER_TOKEN: token }, [], () => Date.UTC(2026, 10, 22, 23, 58));
    expect(JSON.parse(await ledgerText())).toMatchObject({
      days: { '2026-11-22': 1, '2026-11-23': 1 },
      clock: { lowMs: 0, highMs: 1000 },
    });
  });

  it('says that an answer that broke off counts whole', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
      response.write('{"data":[', () => response.destroy());
    };
    await expect(check()).rejects.toMatchObject({
      code: 'check-failed',
      message: 'X gave no page (a broken body). X may have sent posts all the same, so 10 count for today. Try again.',
    });
  });

  it('can be tried before anything else runs, and counts then as well: against a ceiling that no two of them exceed', async () => {
    const settings = { TweetStorage: 'UseDevelopmentStorage=true', TWITTER_MAX_POSTS_PER_DAY: '15' };
    answer = page(Array.from({ length: 10 }, (_, index) => postAt(noon, index)));
    const { text, progress } = await check(settings);
    expect(progress).toContain(
      'The local environment does not run; its storage runs for this moment, to count the posts.',
    );
    expect(text).toContain('X answered with 10 posts ($0.05); today 10 of 15 ($0.05).');
    expect(readRunning(folder.path)).toBeUndefined();
    const before = x.requests.length;
    await expect(check(settings)).rejects.toThrow("Today's ceiling of 15 posts leaves no room for a page.");
    expect(x.requests).toHaveLength(before);
  }, 60_000);

  it('says what is wrong with the settings before any storage is started', async () => {
    const settings = { TweetStorage: 'UseDevelopmentStorage=true', TWITTER_BEARER_TOKEN: 'short' };
    await expect(command(twitterCheck, settings)).rejects.toMatchObject({ code: 'invalid-settings' });
  });
});
