import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, readTwitterConfig, readTwitterPollingConfig } from '../../src/config.ts';

const token = 'AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid%2BULvsea4JtiGRiSDSJSI%3DSECRET';
const good = {
  EventHubConnection: 'Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k=',
  EVENT_HUB_NAME: 'tweets',
  TweetStorage: 'UseDevelopmentStorage=true',
  TWEET_SOURCE: 'twitter',
  PUBLISH_SCHEDULE: '0 * * * * *',
  TWITTER_BEARER_TOKEN: token,
};

/** The message for good settings with these changed; empty when there is no complaint. */
function complaint(changes: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig({ ...good, ...changes });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error instanceof Error ? error.message : '';
  }
}

describe('the settings of the twitter source', () => {
  it('have defaults, except for the token', () => {
    expect(readConfig(good).source).toEqual({
      name: 'twitter',
      bearerToken: token,
      query: '#Azure lang:en -is:retweet',
      fieldsParameter: 'tweet.fields',
      maxPostsPerDay: 100,
      maxPagesPerRun: 10,
      firstRunMinutes: 15,
      horizonSeconds: 60,
    });
  });

  it('are asked for only when the source is twitter', () => {
    expect(complaint({ TWEET_SOURCE: 'test', TWITTER_BEARER_TOKEN: undefined, TWITTER_QUERY: 'lang:en' })).toBe('');
  });

  it('can be read for a command, whatever the source is', () => {
    const other = { ...good, TWEET_SOURCE: 'test', PUBLISH_SCHEDULE: '* * * * * *' };
    expect(readTwitterConfig(other)).toMatchObject({ bearerToken: token, storage: expect.anything() });
    expect(() => readTwitterConfig({ TweetStorage: 'x' })).toThrow(/TWITTER_BEARER_TOKEN .*\n.*TweetStorage/);
  });

  it('can be read without the token by a command that only looks', () => {
    const { TWITTER_BEARER_TOKEN: _token, ...rest } = good;
    expect(readTwitterPollingConfig(rest)).toMatchObject({ query: '#Azure lang:en -is:retweet', maxPostsPerDay: 100 });
    expect(() => readTwitterPollingConfig({ TWITTER_QUERY: 'is:reply' })).toThrow(/TWITTER_QUERY .*\n.*TweetStorage/);
  });

  it.each([
    [undefined, 'is required with TWEET_SOURCE "twitter".'],
    ['@Microsoft.KeyVault(SecretUri=https://SECRET.vault.azure.net/secrets/t)', 'is a Key Vault reference that could'],
    [`Bearer ${token}`, 'begins with "Bearer". Set the token alone.'],
    [`${token}\r\nx: y`, 'is no token'],
    ['SECRET', 'is no token: too short'],
  ])('refuse the token %p without showing it', (value, expected) => {
    const message = complaint({ TWITTER_BEARER_TOKEN: value });
    expect(message).toContain(`App setting TWITTER_BEARER_TOKEN ${expected}`);
    expect(message).not.toContain('SECRET');
  });

  it.each([
    [
      'TWITTER_QUERY',
      'lang:en -is:retweet',
      'is "lang:en -is:retweet", which has only operators that X does not take alone',
    ],
    ['TWITTER_MAX_POSTS_PER_DAY', '9', 'is "9". Set a whole number from 10 to 3000000.'],
    ['TWITTER_MAX_POSTS_PER_DAY', '1e3', 'is "1e3". Set a whole number'],
    ['TWITTER_MAX_PAGES_PER_RUN', '0', 'is "0". Set a whole number from 1 to 100.'],
    ['TWITTER_FIRST_RUN_MINUTES', '10080', 'is "10080". Set a whole number from 1 to 10000.'],
    ['TWITTER_HORIZON_SECONDS', '5', 'is "5". Set a whole number from 10 to 3600.'],
    ['TWITTER_FIELDS_PARAMETER', 'fields', 'is "fields". Set it to "tweet.fields" or "post.fields".'],
    ['TWITTER_API_URL', 'http://example.com', 'cannot be used. It must be https, or http on this machine'],
    ['TWITTER_API_URL', 'https://example.com/2/', 'cannot be used.'],
    ['TWITTER_API_URL', 'https://me:SECRET@example.com', 'cannot be used.'],
    ['TWITTER_API_URL', 'localhost:8080', 'cannot be used.'],
    [
      'PUBLISH_SCHEDULE',
      '*/5 * * * * *',
      'is "*/5 * * * * *": up to 180 runs in 15 minutes, each of up to 10 requests',
    ],
  ])('refuse %s = %s', (name, value, expected) => {
    const message = complaint({ [name]: value });
    expect(message).toContain(`App setting ${name} ${expected}`);
    expect(message).not.toContain('SECRET');
  });

  it.each([
    ['TWITTER_API_URL', 'http://127.0.0.1:8080'],
    ['TWITTER_API_URL', 'http://[::1]:8080/'],
    ['TWITTER_API_URL', 'https://x.example'],
    ['TWITTER_FIELDS_PARAMETER', 'post.fields'],
    ['PUBLISH_SCHEDULE', '*/20 * * * * *'],
    ['PUBLISH_SCHEDULE', undefined],
  ])('take %s = %s', (name, value) => {
    expect(complaint({ [name]: value })).toBe('');
  });

  it('let runs be denser when each may ask for less', () => {
    expect(complaint({ PUBLISH_SCHEDULE: '*/2 * * * * *', TWITTER_MAX_PAGES_PER_RUN: '1' })).toBe('');
    expect(complaint({ PUBLISH_SCHEDULE: '*/2 * * * * *', TWITTER_MAX_PAGES_PER_RUN: '2' })).toContain(
      'X takes 450 requests in that time, which is 225 runs. Set it to "0 * * * * *" for every minute.',
    );
  });
});
