import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Receiver, types } from 'rhea';
import { attachReceiver, errorOf, openRawClient, type RawClient } from '../support/rawClient.ts';
import { type OneHub, serveOneHub } from '../support/serveOneHub.ts';

const address = 'tweets/ConsumerGroups/$Default/Partitions/0';
/** The clock of .NET late in 2024: programs take it for an owner level that only grows. */
const ticks = 638_700_000_000_000_000n;

describe('an owner level beyond 2^53', () => {
  let hub: OneHub;
  let client: RawClient;
  beforeEach(async () => {
    hub = await serveOneHub();
    client = await openRawClient(hub.port);
  });
  afterEach(async () => {
    await client.close();
    await hub.close();
  });
  const owner = (name: string, level: bigint): Promise<Receiver> => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(level);
    const properties = { 'com.microsoft:epoch': types.wrap_long(bytes) };
    return attachReceiver(client, address, { name, properties });
  };

  it('is one: it puts plain readers out', async () => {
    const plain = await attachReceiver(client, address, { name: 'plain' });
    await owner('owner', ticks);
    const { condition, description } = await errorOf(plain);
    expect(condition).toBe('amqp:link:stolen');
    expect(description).toContain(`with higher epoch of '${ticks}' is created`);
  });

  it('is compared to the last digit', async () => {
    const high = await owner('high', ticks + 1n);
    const low = await owner('low', ticks);
    expect((await errorOf(low)).description).toContain(`with epoch ${ticks} cannot be created`);
    const [same] = await Promise.all([owner('same', ticks + 1n), once(high, 'receiver_error')]);
    expect(same.is_open()).toBe(true);
  });

  it('may be less than zero', async () => {
    const low = await owner('low', -ticks);
    await owner('one', 1n);
    expect((await errorOf(low)).description).toContain(`with epoch '-${ticks}' is getting disconnected`);
  });
});
