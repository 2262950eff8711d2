import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aToken, type TokenChoice } from '../support/aToken.ts';
import { type HubsUnderTest, receive, refusal, startHubsUnderTest } from '../support/hubsUnderTest.ts';

const listener = { name: 'listener', key: 'aGVhcg==', claims: ['Listen'] } as const;
const sender = { name: 'sender', key: 'c2F5', claims: ['Send'] } as const;
const manager = { name: 'manager', key: 'cnVsZQ==', claims: ['Manage'] } as const;

/** https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature */
describe('keys through the real SDK', () => {
  let under: HubsUnderTest;
  beforeAll(async () => {
    under = await startHubsUnderTest({ policy: [manager, listener, sender] });
    await under.producer().sendBatch([{ body: 'first' }], { partitionId: '0' });
  });
  afterAll(() => under.close());

  const endpoint = (): string => `Endpoint=sb://localhost:${under.hubs.amqpPort};UseDevelopmentEmulator=true`;
  const byKey = (name: string, key: string) => (): string =>
    `${endpoint()};SharedAccessKeyName=${name};SharedAccessKey=${key}`;
  const bySignature = (choice: TokenChoice) => (): string =>
    `${endpoint()};SharedAccessSignature=${aToken({ keyName: manager.name, key: manager.key, ...choice })}`;

  const ask = (by: string): Promise<unknown> => under.producer('tweets', by).getEventHubProperties();
  const askOfPartition = (by: string): Promise<unknown> =>
    under.consumer({ connectionString: by }).getPartitionProperties('0');
  const send = (by: string): Promise<unknown> =>
    under.producer('tweets', by).sendBatch([{ body: 'x' }], { partitionId: '1' });
  const read = (by: string): Promise<unknown> =>
    receive(under.consumer({ connectionString: by }), { partition: '0', count: 1, from: { offset: '-1' } });

  describe.each([
    ['an unknown key name', byKey('nobody', manager.key), 'InvalidSignature: The token has an invalid signature.'],
    ['a wrong key', byKey(manager.name, 'cnVsZR=='), 'InvalidSignature: The token has an invalid signature.'],
    ["another policy's key", byKey(manager.name, sender.key), 'InvalidSignature: The token has an invalid signature.'],
    ['an expired token', bySignature({ expiresAt: Date.UTC(2020) }), "Expiration time: '2020-01-01 00:00:00Z'"],
    ['a token for another hub', bySignature({ resource: 'sb://localhost/other' }), 'with a wrong audience'],
    ['a token for another namespace', bySignature({ resource: 'sb://ns.example/tweets' }), 'with a wrong audience'],
  ])('%s', (_, connectionString, text) => {
    it.each([
      ['properties of the hub', ask],
      ['properties of a partition', askOfPartition],
      ['sending', send],
      ['reading', read],
    ])('is an UnauthorizedError for %s (azure-sdk-for-js, core-amqp errors.ts)', async (_way, use) => {
      const { code, message } = await refusal(use(connectionString()));
      expect(code).toBe('UnauthorizedError');
      expect(message).toContain(text);
    });
  });

  it('lets nobody send who may only listen (home-assistant, issue 81084)', async () => {
    const { code, message } = await refusal(send(under.hubs.connectionStrings.listener ?? ''));
    expect(code).toBe('UnauthorizedError');
    expect(message).toMatch(
      /^Unauthorized access. 'Send' claim\(s\) are required to perform this operation. Resource: 'sb:\/\/localhost\/tweets\/partitions\/1'. TrackingId:/,
    );
  });

  it('lets nobody read who may only send (azure-event-hubs-python, issue 4)', async () => {
    const { code, message } = await refusal(read(under.hubs.connectionStrings.sender ?? ''));
    expect(code).toBe('UnauthorizedError');
    expect(message).toContain(
      "Unauthorized access. 'Listen' claim(s) are required to perform this operation. Resource: 'sb://localhost/tweets/consumergroups/$default/partitions/0'.",
    );
  });

  it('lets everybody do what their key allows, and tells all of them of the hub', async () => {
    const { listener: toListen = '', sender: toSend = '' } = under.hubs.connectionStrings;
    for (const by of [toListen, toSend]) await Promise.all([ask(by), askOfPartition(by)]);
    await send(toSend);
    await read(toListen);
  });

  it.each(['sb://localhost', 'sb://localhost/tweets', 'https://LOCALHOST/Tweets/'])(
    'takes a token for %s, which covers the hub and all below it',
    async (resource) => {
      const connectionString = bySignature({ resource })();
      await ask(connectionString);
      await send(connectionString);
      await read(connectionString);
    },
  );

  it('tells of an unknown hub only whoever has a key (azure-sdk-for-js, core-amqp errors.ts)', async () => {
    const unknown = (by: string): Promise<unknown> => under.producer('absent', by).getPartitionIds();
    expect((await refusal(unknown(under.hubs.connectionString))).code).toBe('MessagingEntityNotFoundError');
    expect((await refusal(unknown(byKey(manager.name, 'd3Jvbmc=')()))).code).toBe('UnauthorizedError');
  });
});
