import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sender } from 'rhea';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';
import { oneHub } from '../storage/aDiskStore.ts';
import { attachReceiver, attachSender, openRawClient, type RawClient } from '../support/rawClient.ts';
import { type KillableEmulator, killableEmulator } from './killableEmulator.ts';

/** Whether this system lets us have a small file system of our own: Linux with user namespaces, root not needed. */
const canMount = spawnSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
const script =
  'mount -t tmpfs -o size=3m tmpfs "$0" && dd if=/dev/zero of="$0/ballast" bs=1M count=1 2>/dev/null && exec "$@"';

let folder: ReturnType<typeof temporaryFolder>;
let emulator: KillableEmulator;
let client: RawClient;

beforeEach(async () => {
  if (!canMount) return;
  folder = temporaryFolder();
  const options = { port: 0, hub: oneHub, data: join(folder.path, 'data') };
  emulator = await killableEmulator(options, ['unshare', '-Urm', 'sh', '-c', script, folder.path]);
  client = await openRawClient(emulator.port);
});

afterEach(async () => {
  if (!canMount) return;
  await client.close();
  await emulator.kill();
  folder.remove();
});

async function send(sender: Sender): Promise<'accepted' | { condition: string; description: string }> {
  sender.send({ body: 'x'.repeat(100_000) });
  const [context] = await Promise.race([once(sender, 'accepted'), once(sender, 'rejected')]);
  const error = context.delivery.remote_state?.error;
  return error ? { condition: error.condition, description: error.description } : 'accepted';
}

(canMount ? describe : describe.skip)('on a file system that is really full', () => {
  it('sends are refused with an error that clients retry, reads go on, and sends work again when there is space', async () => {
    const sender = (await attachSender(client, 'tweets')).setMaxListeners(0);
    let accepted = 0;
    let outcome = await send(sender);
    for (; outcome === 'accepted' && accepted < 100; outcome = await send(sender)) accepted += 1;
    expect(accepted).toBeGreaterThan(10);
    expect(outcome).toMatchObject({
      condition: 'amqp:internal-error',
      description: expect.stringMatching(/^The events cannot be stored \(ENOSPC\)\. Free space on the disk/),
    });
    expect(await received(accepted)).toBe(accepted);
    rmSync(join(`/proc/${emulator.pid}/root`, folder.path, 'ballast'));
    expect(await send(sender)).toBe('accepted');
    expect(await received(accepted + 1)).toBe(accepted + 1);
  });

  async function received(count: number): Promise<number> {
    const receiver = await attachReceiver(client, 'tweets/ConsumerGroups/$Default/Partitions/0');
    receiver.add_credit(count);
    for (let events = 1; ; events++) {
      await once(receiver, 'message');
      if (events < count) continue;
      receiver.close();
      return events;
    }
  }
});
