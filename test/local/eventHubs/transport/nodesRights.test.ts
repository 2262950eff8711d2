import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { aToken, type TokenChoice } from '../support/aToken.ts';
import { putToken } from '../support/putToken.ts';
import { attachReceiver, attachSender, nobody, openRawClient, type RawClient } from '../support/rawClient.ts';

const now = Date.UTC(2026, 0, 1);
const sender = { name: 'sender', key: 'c2F5', claims: ['Send'] } as const;
const sending = { keyName: sender.name, key: sender.key };
const jwt = (payload: object): string =>
  `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;

describe('who may ask the nodes', () => {
  let time: number;
  let asked = 0;
  const started: { close(): Promise<void> }[] = [];
  beforeEach(() => {
    time = now;
  });
  afterEach(async () => {
    for (const each of started.splice(0)) await each.close();
  });
  const open = async (acceptAnyJwt = false): Promise<RawClient> => {
    const hub = [{ name: 'tweets', partitionCount: 2 }];
    const hubs: RunningEventHubs = await startEventHubs({
      port: 0,
      clock: () => time,
      policy: [sender],
      acceptAnyJwt,
      hub,
    });
    const client = await openRawClient(hubs.amqpPort, nobody);
    started.push(client, hubs);
    return client;
  };
  /** Asks for the hub's properties, with a token in the request where there is one. */
  const read = async (client: RawClient, token?: string, name = 'tweets'): Promise<Record<string, unknown>> => {
    asked += 1;
    const receiver = await attachReceiver(client, '$management', { name: `answers-${asked}` });
    const answered = once(receiver, 'message');
    receiver.add_credit(1);
    const requests = await attachSender(client, '$management', { name: `requests-${asked}` });
    const tokenProperty = token === undefined ? {} : { security_token: token };
    const properties = { operation: 'READ', name, type: 'com.microsoft:eventhub', ...tokenProperty };
    requests.send({ message_id: 'm', body: null, application_properties: properties });
    const [{ message }] = await answered;
    receiver.close();
    requests.close();
    return message.application_properties;
  };

  it('nobody without a token, whatever hub is asked for (azure-event-hubs-python, issue 43)', async () => {
    const client = await open();
    expect(await read(client)).toEqual({
      'status-code': 401,
      'error-condition': 'amqp:unauthorized-access',
      'status-description':
        "Unauthorized access. 'Listen' claim(s) are required to perform this operation. Resource: 'sb://localhost/tweets/$management'.",
    });
    expect(await read(client, undefined, 'absent')).toMatchObject({ 'status-code': 401 });
  });

  it.each(['sb://localhost', 'sb://localhost/tweets', 'sb://localhost:5672/Tweets/$management'])(
    'whoever put a token for %s, by any claim',
    async (name) => {
      const client = await open();
      expect(await putToken(client, aToken(sending), name)).toMatchObject({ status: 202 });
      expect(await read(client)).toMatchObject({ 'status-code': 200 });
      time = Date.UTC(2100, 0, 1);
      expect(await read(client)).toMatchObject({ 'status-code': 401 });
    },
  );

  it('whoever puts a token into the request, as .NET does without $cbs (azure-sdk-for-net, AmqpConnectionScope)', async () => {
    const client = await open();
    expect(await read(client, aToken({ ...sending, resource: 'amqps://ns.example/tweets' }))).toMatchObject({
      'status-code': 200,
    });
  });

  it.each<[string, TokenChoice]>([
    ['of an unknown key', { keyName: 'nobody' }],
    ['of a wrong key', { key: 'eA==' }],
    ['that has expired', { expiresAt: now }],
    ['for another hub', { resource: 'sb://localhost/other' }],
    ['for a part of the hub', { resource: 'sb://localhost/tweets/Partitions/0' }],
  ])('nobody with a token %s in the request, even if another was put before', async (_, choice) => {
    const client = await open();
    await putToken(client, aToken(sending));
    expect(await read(client, aToken({ ...sending, ...choice }))).toMatchObject({
      'status-code': 401,
      'error-condition': 'com.microsoft:auth-failed',
    });
  });

  it('nobody with a JSON Web Token, and the refusal names the way out', async () => {
    const client = await open();
    const exp = now / 1000 + 60;
    expect(await putToken(client, jwt({ exp }))).toMatchObject({
      status: 401,
      condition: 'com.microsoft:auth-failed',
      description: expect.stringContaining('--accept-any-jwt'),
    });
    expect(await read(client, jwt({ exp }))).toMatchObject({ 'status-code': 401 });
  });

  it('anybody with a JSON Web Token that has not expired, where any is accepted', async () => {
    const client = await open(true);
    const exp = now / 1000 + 60;
    expect(await read(client, jwt({ exp }))).toMatchObject({ 'status-code': 200 });
    expect(await putToken(client, jwt({ exp }), 'sb://localhost/tweets')).toMatchObject({ status: 202 });
    const link = await attachSender(client, 'tweets');
    link.send({ body: 'x' });
    await once(link, 'accepted');
    time = exp * 1000;
    expect(await read(client)).toMatchObject({ 'status-code': 401 });
    expect(await putToken(client, jwt({ exp }))).toMatchObject({ status: 401 });
  });
});
