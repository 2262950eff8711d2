import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningEventHubs, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { attachReceiver, attachSender, errorOf, openRawClient } from '../support/rawClient.ts';

const sender = { name: 'sender', key: 'ge:he=im+/ü', claims: ['Send'] } as const;
const listener = { name: 'listener', key: 'aGVhcg==', claims: ['Listen'] } as const;

const answering = (response: unknown): Readonly<Record<string, unknown>> => ({
  sasl_mechanisms: {
    PLAIN: () => ({ start: (done: (error: undefined, response: unknown) => void) => done(undefined, response) }),
  },
});
const plain = (...parts: readonly string[]): Readonly<Record<string, unknown>> =>
  answering(Buffer.from(parts.join('\0')));

describe('signing in by SASL PLAIN, with the name and the key of a policy (amqpnetlite, issues 194 and 451)', () => {
  let hubs: RunningEventHubs;
  beforeAll(async () => {
    hubs = await startEventHubs({ port: 0, policy: [sender, listener], hub: [{ name: 'tweets', partitionCount: 2 }] });
  });
  afterAll(() => hubs.close());

  it("gives the policy's claims over all hubs, without a token", async () => {
    const client = await openRawClient(hubs.amqpPort, plain('', sender.name, sender.key));
    const link = await attachSender(client, 'tweets');
    link.send({ body: 'x' });
    await once(link, 'accepted');
    const reader = await attachReceiver(client, 'tweets/ConsumerGroups/$Default/Partitions/0');
    expect(await errorOf(reader)).toMatchObject({ condition: 'amqp:unauthorized-access' });
    await client.close();
  });

  it.each([
    ['a wrong key', plain('', sender.name, listener.key)],
    ['an unknown name', plain('', 'nobody', sender.key)],
    ['a name in another case', plain('', 'SENDER', sender.key)],
    ['no key', plain('', sender.name)],
    ['an empty key', plain('', sender.name, '')],
    ['a key with something behind it', plain('', sender.name, `${sender.key}x`)],
    ['nothing', answering(Buffer.alloc(0))],
    ['text in place of bytes', answering('hello')],
    ['no answer at all', answering(undefined)],
  ])('is refused with %s', async (_, options) => {
    await expect(openRawClient(hubs.amqpPort, options)).rejects.toThrow('refused');
  });
});
