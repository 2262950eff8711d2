import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, readTwitterConfig } from '../src/config.ts';

const emulator = 'Endpoint=sb://localhost;SharedAccessKeyName=Root;SharedAccessKey=SECRET;UseDevelopmentEmulator=true;';
const account = 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=SECRET;EndpointSuffix=core.windows.net';
const good = {
  EventHubConnection: emulator,
  EVENT_HUB_NAME: 'tweets',
  TweetStorage: 'UseDevelopmentStorage=true',
  TWEET_SOURCE: 'test',
};

/** The message for good settings with these changed; empty when there is no complaint. */
function complaint(changes: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig({ ...good, ...changes });
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'invalid-settings' });
    return error instanceof Error ? error.message : '';
  }
}

describe('the settings', () => {
  it('have defaults where one can do without', () => {
    expect(readConfig(good)).toEqual({
      eventHubName: 'tweets',
      eventHubConnection: { connectionString: emulator },
      storage: { connectionString: 'UseDevelopmentStorage=true' },
      source: { name: 'test', tweetsPerRun: 20 },
      retention: { hours: 168, maxRows: undefined },
    });
  });

  it('may name services by their addresses, for an identity', () => {
    const config = readConfig({
      EVENT_HUB_NAME: 'tweets',
      EventHubConnection__fullyQualifiedNamespace: 'ns.servicebus.windows.net',
      EventHubConnection__credential: 'managedIdentity',
      EventHubConnection__clientId: 'client',
      TweetStorage__tableServiceUri: 'https://a.table.core.windows.net',
      TweetStorage__blobServiceUri: 'https://a.blob.core.windows.net',
      TWEET_SOURCE: 'test',
    });
    expect(config.eventHubConnection).toEqual({
      fullyQualifiedNamespace: 'ns.servicebus.windows.net',
      identity: { managed: true, clientId: 'client' },
    });
    expect(config.storage).toEqual({
      tableServiceUri: 'https://a.table.core.windows.net',
      blobServiceUri: 'https://a.blob.core.windows.net',
      identity: { managed: false },
    });
  });

  it('are all reported at once', () => {
    const message = complaint({
      EVENT_HUB_NAME: '',
      EventHubConnection: undefined,
      TweetStorage: ' ',
      TWEET_SOURCE: 'x',
    });
    expect(message.split('\n')).toEqual([
      'App setting EVENT_HUB_NAME is required. Copy local.settings.json.example to local.settings.json, or set it on the function app.',
      expect.stringContaining(
        'App setting EventHubConnection, or EventHubConnection__fullyQualifiedNamespace, is required.',
      ),
      expect.stringContaining(
        'App setting TweetStorage, or TweetStorage__tableServiceUri and TweetStorage__blobServiceUri, is required.',
      ),
      'Unsupported tweet source "x". Set TWEET_SOURCE to "twitter" or "test".',
    ]);
  });

  it.each([
    ['EVENT_HUB_NAME', 'a/b', 'cannot be the name of a hub'],
    ['EventHubConnection', 'tweets', 'has no Endpoint=sb://'],
    ['EventHubConnection', 'Endpoint=localhost;SharedAccessKey=SECRET', 'has no Endpoint=sb://'],
    ['EventHubConnection', 'Endpoint=sb://localhost', 'neither a SharedAccessKey nor a SharedAccessSignature'],
    [
      'EventHubConnection',
      emulator.replace('=true', '=True'),
      'has UseDevelopmentEmulator=True, which the client does not take for true. Write UseDevelopmentEmulator=true.',
    ],
    [
      'EventHubConnection',
      `${emulator}EntityPath=other`,
      'names the hub "other" (EntityPath), EVENT_HUB_NAME the hub "tweets"',
    ],
    ['TweetStorage', 'true', 'is no connection string of a storage account'],
    [
      'TweetStorage',
      'AccountName=a;AccountKey=SECRET;TableEndpoint=http://example.com',
      'neither https nor on this machine',
    ],
    ['TweetStorage', 'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=SECRET', 'sends tweets in clear'],
    ...['TableEndpoint=https://a.example', 'BlobEndpoint=https://a.example', 'TableEndpoint=http://127.0.0.1:1/a'].map(
      (endpoint) =>
        [
          'TweetStorage',
          `DefaultEndpointsProtocol=http;AccountName=a;AccountKey=SECRET;EndpointSuffix=b.example;${endpoint}`,
          'sends tweets in clear',
        ] as const,
    ),
    ['TEST_TWEETS_PER_RUN', '0', 'is "0". Set a whole number from 1 to 10000.'],
    ['TEST_TWEETS_PER_RUN', '1e3', 'is "1e3". Set a whole number'],
    ['TEST_TWEETS_PER_RUN', '10001', 'is "10001". Set a whole number'],
    ['TWEET_RETENTION_HOURS', '0', 'is "0". Set a whole number from 1 to 87600.'],
    ['TWEET_MAX_ROWS', '999', 'is "999". Set a whole number from 1000 to 1000000.'],
    ['TEST_TWEETS_FILE', 'no/such/file.txt', 'is "no/such/file.txt", which is no file.'],
    ['TEST_TWEETS_FILE', 'src', 'is "src", which is no file.'],
  ])('refuse %s = %s', (name, value, expected) => {
    const message = complaint({ [name]: value });
    expect(message).toContain(`App setting ${name} `);
    expect(message).toContain(expected);
    expect(message).not.toContain('SECRET');
  });

  it.each([
    [
      'EventHubConnection__fullyQualifiedNamespace',
      { EventHubConnection: '', EventHubConnection__fullyQualifiedNamespace: 'sb://x' },
    ],
    ['TweetStorage__tableServiceUri', { TweetStorage: '', TweetStorage__tableServiceUri: 'http://example.com' }],
    ['TweetStorage__blobServiceUri', { TweetStorage: '', TweetStorage__tableServiceUri: 'https://a.example' }],
  ])('refuse a wrong %s', (name, changes) => {
    expect(complaint(changes)).toContain(`App setting ${name} is `);
  });

  it.each([
    ['https://a.example/?sv=1&sig=SECRET', 'is "https://a.example" with a query string. It takes an address without a'],
    ['https://a.example?', 'is "https://a.example" with a query string. It takes an address without a signature'],
    ['http://me:SECRET@example.com/SECRET?sig=SECRET', 'is "http://example.com". It must be an https address.'],
    ['a.example/?sig=SECRET', 'is no address with a scheme and a host. It must be an https address.'],
    ['AccountName=a;AccountKey=SECRET', 'is no address with a scheme and a host. It must be an https address.'],
    ['SECRET:SECRET', 'is no address with a scheme and a host. It must be an https address.'],
    [undefined, 'is not set. It must be an https address.'],
  ])('say of the storage address %p no more than scheme and host', (address, expected) => {
    const blobs = { TweetStorage: '', TweetStorage__blobServiceUri: 'https://b.example' };
    const message = complaint({ ...blobs, TweetStorage__tableServiceUri: address });
    expect(message).toContain(`App setting TweetStorage__tableServiceUri ${expected}`);
    expect(message).not.toMatch(/SECRET/i);
  });

  it('show no connection string that stands where a host name belongs', () => {
    const setting = 'EventHubConnection__fullyQualifiedNamespace';
    expect(complaint({ EventHubConnection: '', [setting]: emulator })).toBe(
      `App setting ${setting} is no host name. Use <namespace>.servicebus.windows.net, or EventHubConnection for a connection string.`,
    );
  });

  it.each([
    ['an account', { TweetStorage: account }],
    [
      'an account on this machine',
      { TweetStorage: 'AccountName=a;AccountKey=k=;TableEndpoint=http://127.0.0.1:10002/a' },
    ],
    [
      'an account on this machine, over http in all its services',
      {
        TweetStorage:
          'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=k=;TableEndpoint=http://[::1]:2/a;BlobEndpoint=http://localhost:1/a',
      },
    ],
    [
      'a signature',
      { TweetStorage: 'BlobEndpoint=https://a.example;TableEndpoint=https://b.example;SharedAccessSignature=s' },
    ],
    [
      'a namespace',
      { EventHubConnection: 'Endpoint=sb://ns.servicebus.windows.net/;SharedAccessKeyName=n;SharedAccessKey=k=' },
    ],
    ['a hub named twice', { EventHubConnection: `${emulator}EntityPath=tweets` }],
    ['a file of own texts', { TEST_TWEETS_FILE: 'LICENSE' }],
  ])('take %s', (_what, changes) => {
    expect(complaint(changes)).toBe('');
  });
});

describe('local.settings.json.example', () => {
  const example: { Values: Record<string, string> } = JSON.parse(readFileSync('local.settings.json.example', 'utf8'));
  /** Settings that one side only knows, and why. */
  const exceptions: Readonly<Record<string, string>> = {
    FUNCTIONS_WORKER_RUNTIME: 'for Core Tools',
    AzureWebJobsStorage: "the host's own",
    PUBLISH_SCHEDULE: "the host's own",
    AzureFunctionsJobHost: "the host's own: overrides host.json",
    TEST_TWEETS_FILE: 'off unless a person names a file',
    TWITTER_BEARER_TOKEN: 'a secret of whoever runs it',
    TWITTER_QUERY: 'has a default',
    TWITTER_API_URL: 'for tests and the stand-in',
  };

  it('is what a fresh clone runs with', () => {
    expect(readConfig(example.Values)).toMatchObject({
      eventHubName: 'tweets',
      source: { tweetsPerRun: 20 },
      // Azurite on disk dies of 450,000 rows, and saves all of them again every five seconds long before.
      retention: { hours: 6, maxRows: 50_000 },
    });
  });

  it('has the settings that src/config.ts reads, by what stands before "__", and no others', () => {
    const baseNames = (names: Iterable<string>) =>
      [...new Set([...names].map((name) => name.replace(/__.*/, '')))].filter((name) => !(name in exceptions)).sort();
    const asked = new Set<string>();
    const recorder = new Proxy<Record<string, string>>(example.Values, {
      get: (values, name) => {
        asked.add(String(name));
        return values[String(name)];
      },
    });
    readConfig(recorder);
    expect(() => readTwitterConfig(recorder)).toThrow('TWITTER_BEARER_TOKEN is required');
    expect(baseNames(asked)).toEqual(baseNames(Object.keys(example.Values)));
    expect(asked).toContain('TEST_TWEETS_FILE');
  });
});
