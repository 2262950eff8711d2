import { afterAll, expect, it } from '@jest/globals';
import { npm, running } from '../support/command.ts';
import { freshClone } from '../support/freshClone.ts';
import { ask } from '../support/twitter/askX.ts';

const minutes = 60_000;
const ceiling = { TWITTER_MAX_POSTS_PER_DAY: '60' };
/** Sooner than the usual 20 s, and within the rate limit all the same. */
const hurry = { PUBLISH_SCHEDULE: '*/5 * * * * *', TWITTER_MAX_PAGES_PER_RUN: '2' };
const clone = freshClone();
afterAll(() => clone.remove());

it(
  'lets anyone try the twitter path: from a stand-in for X to rows, up to the ceiling, and nothing stays behind',
  async () => {
    const start = npm(['start', '--', '--twitter-stand-in', '--free-ports', '--quiet'], clone.path, {
      ...ceiling,
      ...hurry,
    });
    let url = '';
    try {
      await start.says(/at most 60 posts a day, for which X would take \$0\.30/, 2 * minutes);
      await start.says(/Published \d+ tweets to \d partitions \(twitter source\)/, minutes);
      await start.says(/Stored \d+ tweets/);
      url = String(running(clone.path).twitter);
      expect((await ask(url)).status).toBe(200);
      const status = npm(['run', '--silent', 'twitter-status'], clone.path, ceiling);
      expect(await status.exit).toBe(0);
      expect(status.text).toContain('60 of 60 posts');
    } finally {
      if (start.child.exitCode === null) start.signal('SIGINT');
      await start.exit;
    }
    await expect(ask(url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  },
  4 * minutes,
);
