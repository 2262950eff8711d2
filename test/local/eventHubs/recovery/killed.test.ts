import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PartitionLog } from '../../../../local/eventHubs/storage/partitionLog.ts';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { aStoreFolder, hour, mib, type StoreFolder } from '../storage/aDiskStore.ts';
import { eventsOf } from '../storage/eventsOf.ts';
import { killableEmulator } from './killableEmulator.ts';
import { type SentMessage, sendUntilKilled } from './sendUntilKilled.ts';

const kills = scaled(100);
const hubs = [{ name: 'tweets', partitionCount: 2 }];
const addresses = ['tweets', 'tweets/Partitions/0', 'tweets/Partitions/1'];
let folder: StoreFolder;

beforeEach(() => {
  folder = aStoreFolder();
});

afterEach(() => folder.remove());

describe('an emulator that is killed in the middle of sends', () => {
  it('has kept each event that it accepted, once, whole batches or none, and counted on', async () => {
    const random = seededRandom('kills');
    const sent: SentMessage[] = [];
    let tornEnds = 0;
    for (let kill = 0; kill < kills; kill++) {
      const emulator = await killableEmulator({ port: 0, hub: hubs, data: folder.path, retentionMib: 4096 });
      const sending = await sendUntilKilled(emulator.port, { prefix: String(kill), addresses, random });
      await delay(random.integer(120));
      await emulator.kill();
      await sending.client.close();
      tornEnds += emulator.lines.split('cut off').length - 1;
      sent.push(...sending.sent);
    }
    const accepted = sent.filter((message) => message.accepted);
    process.stderr.write(`${kills} kills, ${accepted.length} of ${sent.length} accepted, ${tornEnds} torn ends.\n`);
    const store = await folder.open({ hubs, retention: { bytes: 4096 * mib, milliseconds: hour * 1000 } });
    const kept = (await Promise.all(store.hubs.flatMap(({ logs }) => logs.map(messagesIn)))).flat();
    const keptOnce = new Set(kept);
    expect(kept.length).toBe(keptOnce.size);
    expect(accepted.filter(({ name }) => !keptOnce.has(name))).toEqual([]);
    expect(accepted.length).toBeGreaterThan(kills);
  }, 300_000);
});

/** The names of the messages in a partition, of which each must lie there whole and in a row, without a gap in numbers. */
async function messagesIn(log: PartitionLog): Promise<readonly string[]> {
  const { events, error } = await eventsOf(log);
  expect(error).toBeUndefined();
  expect(events).toHaveLength(log.last.sequenceNumber + 1);
  const names: string[] = [];
  for (let at = 0; at < events.length; ) {
    const [, name = '', count = '0'] = /^(\S+) 0\/(\d+) /.exec(events[at]?.body ?? '') ?? [];
    const message = events.slice(at, at + Math.max(Number(count), 1));
    expect(message.map(({ body }) => body.split(' ', 2).join(' '))).toEqual(
      message.map((_, index) => `${name} ${index}/${count}`),
    );
    expect(message.map(({ sequenceNumber }) => sequenceNumber)).toEqual(message.map((_, index) => at + index));
    names.push(name);
    at += message.length;
  }
  return names;
}
