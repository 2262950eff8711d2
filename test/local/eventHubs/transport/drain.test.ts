import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { types } from 'rhea';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import { anEvent } from '../support/anEvent.ts';
import { attachReceiver, openRawClient } from '../support/rawClient.ts';
import { serveOneHub } from '../support/serveOneHub.ts';

const address = 'tweets/ConsumerGroups/$Default/Partitions/0';
const filter = {
  'apache.org:selector-filter:string': types.wrap_described("amqp.annotation.x-opt-offset >= '0'", 0x468c00000004),
};

/** Takes its time over finding where a reader begins, as a disk may. */
class SlowLog extends MemoryPartitionLog {
  override async findOffset(offset: number): Promise<number> {
    await wait(50);
    return super.findOffset(offset);
  }
}

it('a drain that comes before the beginning is found is answered with what there is (AMQP 1.0 part 2, section 2.6.7)', async () => {
  const log = new SlowLog(Date.now, 1024 * 1024);
  for (let count = 0; count < 20; count++) await log.append([anEvent('event')]);
  const hub = await serveOneHub({ log });
  const client = await openRawClient(hub.port);
  const receiver = await attachReceiver(client, address, { source: { address, filter } });
  let came = 0;
  receiver.on('message', () => {
    came += 1;
  });
  const drained = once(receiver, 'receiver_drained');
  receiver.add_credit(30);
  receiver.drain_credit();
  await drained;
  expect(came).toBe(20);
  await client.close();
  await hub.close();
});

it('a drain of four billion credits holds nobody up', async () => {
  const hub = await serveOneHub();
  const client = await openRawClient(hub.port);
  const receiver = await attachReceiver(client, address);
  const drained = once(receiver, 'receiver_drained');
  receiver.add_credit(2 ** 32 - 1);
  receiver.drain_credit();
  await drained;
  await wait(1);
  await client.close();
  await hub.close();
}, 2_000);
