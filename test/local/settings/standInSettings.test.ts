import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { pointToStandIn } from '../../../local/settings/standInSettings.ts';
import { readConfig } from '../../../src/config.ts';

const example: { Values: Record<string, string> } = JSON.parse(readFileSync('local.settings.json.example', 'utf8'));
const url = 'http://127.0.0.1:4321';

describe('the settings for the stand-in', () => {
  it('make of the example a source that reads from it, as often as its rate limit allows', () => {
    const { source } = readConfig(pointToStandIn(example.Values, url, {}));
    expect(source).toMatchObject({
      name: 'twitter',
      query: '#Azure lang:en -is:retweet',
      apiUrl: new URL(url),
      maxPostsPerDay: 2000,
    });
  });

  it('keep a token of somebody away from it, wherever it was set', () => {
    const token = 'somebodys-token-of-x-itself';
    const values = { ...example.Values, TWEET_SOURCE: 'twitter', TWITTER_BEARER_TOKEN: token };
    const pointed = pointToStandIn(values, url, { TWITTER_BEARER_TOKEN: token });
    expect(JSON.stringify(pointed)).not.toContain(token);
  });

  it('leave query, schedule and ceiling to the environment', () => {
    const environment = { PUBLISH_SCHEDULE: '0 * * * * *', TWITTER_MAX_POSTS_PER_DAY: '50' };
    const values = { ...example.Values, ...environment, TWITTER_QUERY: '#Azure' };
    expect(pointToStandIn(values, url, environment)).toMatchObject({ ...environment, TWITTER_QUERY: '#Azure' });
  });
});
