import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { aToken } from '../support/aToken.ts';
import { until } from '../support/hubsUnderTest.ts';
import { putToken } from '../support/putToken.ts';
import { attachReceiver, attachSender, errorOf, nobody, openRawClient, type RawClient } from '../support/rawClient.ts';

const reading = 'tweets/ConsumerGroups/$Default/Partitions/0';
const listener = { name: 'listener', key: 'aGVhcg==', claims: ['Listen'] } as const;
const manager = { name: 'manager', key: 'cnVsZQ==', claims: ['Manage'] } as const;
const listening = { keyName: listener.name, key: listener.key };
const managing = { keyName: manager.name, key: manager.key };

describe('what links may do on the wire', () => {
  let hubs: RunningEventHubs;
  let client: RawClient;
  let now: () => number;
  beforeEach(async () => {
    now = Date.now;
    hubs = await startEventHubs({
      port: 0,
      clock: () => now(),
      policy: [manager, listener],
      hub: [{ name: 'tweets', partitionCount: 2 }],
    });
    client = await openRawClient(hubs.amqpPort, nobody);
  });
  afterEach(async () => {
    await client.close();
    await hubs.close();
  });

  /** Lets the emulator's clock stand `milliseconds` before a full second, and run. Returns that second. */
  const secondIn = (milliseconds: number): number => {
    const second = Math.ceil(Date.now() / 1000) * 1000;
    const ahead = second - milliseconds - Date.now();
    now = () => Date.now() + ahead;
    return second;
  };
  const sendOne = async (address: string, name: string): Promise<void> => {
    const sender = await attachSender(client, address, { name });
    sender.send({ body: 'x' });
    await once(sender, 'accepted');
  };

  it('is nothing before a token has come (azure-event-hubs-python, issue 4)', async () => {
    expect(await errorOf(await attachSender(client, 'tweets'))).toEqual({
      condition: 'amqp:unauthorized-access',
      description: expect.stringMatching(
        /^Unauthorized access. 'Send' claim\(s\) are required to perform this operation. Resource: 'sb:\/\/localhost\/tweets'. TrackingId:[0-9a-f-]{36}_G0, SystemTracker:localhost:eventhub:tweets, Timestamp:/,
      ),
    });
    expect(await errorOf(await attachReceiver(client, reading))).toMatchObject({
      condition: 'amqp:unauthorized-access',
      description: expect.stringContaining(
        "'Listen' claim(s) are required to perform this operation. Resource: 'sb://localhost/tweets/consumergroups/$default/partitions/0'.",
      ),
    });
  });

  it('does not tell strangers which hubs there are', async () => {
    expect(await errorOf(await attachSender(client, 'absent'))).toMatchObject({
      condition: 'amqp:unauthorized-access',
    });
    const reader = await attachReceiver(client, 'absent/ConsumerGroups/$Default/Partitions/0');
    expect(await errorOf(reader)).toMatchObject({ condition: 'amqp:unauthorized-access' });
    expect((await putToken(client, aToken({ ...managing, key: 'x' }), 'sb://localhost/absent')).status).toBe(401);
  });

  it("is what the connection's own tokens say, not those of others", async () => {
    await putToken(client, aToken(managing));
    const other = await openRawClient(hubs.amqpPort, nobody);
    expect(await errorOf(await attachSender(other, 'tweets'))).toMatchObject({ condition: 'amqp:unauthorized-access' });
    await other.close();
  });

  it('covers what lies below the audience, and nothing beside it', async () => {
    await putToken(client, aToken(managing), 'sb://localhost/tweets/Partitions/1');
    await sendOne('tweets/partitions/1', 'below');
    expect(await errorOf(await attachSender(client, 'tweets', { name: 'above' }))).toMatchObject({
      condition: 'amqp:unauthorized-access',
    });
  });

  it('ends with the token: a sender is told, and nothing more is taken from it (azure-event-hubs-dotnet, issue 134)', async () => {
    const expiresAt = secondIn(300);
    await putToken(client, aToken({ ...managing, expiresAt }));
    const sender = await attachSender(client, 'tweets/Partitions/0');
    expect(await errorOf(sender)).toEqual({
      condition: 'amqp:unauthorized-access',
      description: expect.stringContaining("'Send' claim(s) are required to perform this operation."),
    });
    expect(now()).toBeGreaterThanOrEqual(expiresAt);
  });

  it('ends with the token: a reader is told, and leaves its place', async () => {
    const expiresAt = secondIn(300);
    await putToken(client, aToken({ ...listening, expiresAt }), `sb://localhost/${reading}`);
    const readers = await Promise.all(
      [1, 2, 3, 4, 5].map((number) => attachReceiver(client, reading, { name: `reader-${number}` })),
    );
    for (const reader of readers)
      expect(await errorOf(reader)).toMatchObject({ condition: 'amqp:unauthorized-access' });
    await putToken(client, aToken(managing));
    const sixth = await attachReceiver(client, reading, { name: 'sixth' });
    const event = once(sixth, 'message');
    sixth.add_credit(1);
    await sendOne('tweets/Partitions/0', 'sender');
    await event;
  });

  it('goes on when the token is renewed in time', async () => {
    const expiresAt = secondIn(300);
    await putToken(client, aToken({ ...managing, expiresAt }));
    const sender = await attachSender(client, 'tweets/Partitions/0');
    await putToken(client, aToken({ ...managing, expiresAt: expiresAt + 60_000 }));
    await until(() => now() > expiresAt + 50);
    sender.send({ body: 'x' });
    await once(sender, 'accepted');
  });

  it('ends when a token takes the place of one that was valid for longer', async () => {
    const expiresAt = secondIn(300);
    await putToken(client, aToken({ ...managing, expiresAt: expiresAt + 60_000 }));
    const sender = await attachSender(client, 'tweets/Partitions/0');
    await putToken(client, aToken({ ...managing, expiresAt }));
    expect(await errorOf(sender)).toMatchObject({ condition: 'amqp:unauthorized-access' });
  });

  it('ends at once when a token allows less than the one before', async () => {
    await putToken(client, aToken(managing));
    const sender = await attachSender(client, 'tweets/Partitions/0');
    await putToken(client, aToken(listening));
    expect(await errorOf(sender)).toMatchObject({ condition: 'amqp:unauthorized-access' });
  });

  it('is not touched by a token that is refused', async () => {
    await putToken(client, aToken(managing));
    const refused = await putToken(client, aToken({ ...managing, expiresAt: 1000 }));
    expect(refused).toEqual({
      status: 401,
      condition: 'com.microsoft:auth-failed',
      description: "ExpiredToken: The token is expired. Expiration time: '1970-01-01 00:00:01Z'",
    });
    await sendOne('tweets', 'still');
  });
});
