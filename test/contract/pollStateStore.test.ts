import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createResources } from '../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../local/storage/startStorage.ts';
import { blobLedger } from '../../src/adapters/blobLedger.ts';
import { blobPollState } from '../../src/adapters/blobPollState.ts';
import { containerClient } from '../../src/adapters/storageClients.ts';
import type { LedgerStore, PollStateStore } from '../../src/pipeline/twitter/pollStateStore.ts';
import { MemoryLedger, MemoryPollState } from '../support/twitter/memoryPollState.ts';

let storage: RunningStorage;
beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, { tables: [], containers: ['state'] });
});
afterAll(() => storage.close());

let blobs = 0;
const container = () => containerClient(storage, 'state');

interface OpenedStates {
  readonly states: PollStateStore;
  /** Another one writes the state, past the lease. */
  intrude(text: string): Promise<void>;
}

function inMemory(): OpenedStates {
  const states = new MemoryPollState(() => 0);
  return { states, intrude: async (text) => states.overwrite(text) };
}

function inABlob(): OpenedStates {
  const name = `x/query-${blobs++}.json`;
  const blob = container().getBlockBlobClient(name);
  const intrude = async (text: string) => {
    await blob.getBlobLeaseClient().breakLease(0);
    await blob.upload(text, text.length);
  };
  return { states: blobPollState(container(), name), intrude };
}

describe.each([
  ['in memory', inMemory],
  ['in a blob', inABlob],
])('a poll state %s', (_where, open) => {
  it('begins with what the first run is given', async () => {
    const { states } = open();
    expect(await states.look()).toBeUndefined();
    const held = await states.open(() => 'first');
    expect(held?.text).toBe('first');
    expect(await states.look()).toBe('first');
    await held?.close();
  });

  it('keeps what was saved last', async () => {
    const { states } = open();
    const held = await states.open(() => 'first');
    await held?.save('second');
    await held?.save('third, with ü and 😀');
    await held?.close();
    const next = await states.open(() => 'another first');
    expect(next?.text).toBe('third, with ü and 😀');
    await next?.close();
  });

  it('is held by one run at a time', async () => {
    const { states } = open();
    const held = await states.open(() => 'first');
    expect(held?.isHeld()).toBe(true);
    expect(await states.open(() => 'first')).toBeUndefined();
    await held?.close();
    const next = await states.open(() => 'first');
    expect(next).toBeDefined();
    await next?.close();
  });

  it('goes to one of two that begin at the same time', async () => {
    const { states } = open();
    const both = await Promise.all([states.open(() => 'one'), states.open(() => 'other')]);
    expect(both.filter((held) => held !== undefined)).toHaveLength(1);
    await Promise.all(both.map((held) => held?.close()));
  });

  it('refuses to be saved once somebody else has written it', async () => {
    const { states, intrude } = open();
    const held = await states.open(() => 'first');
    await intrude('theirs');
    await expect(held?.save('ours')).rejects.toMatchObject({ code: 'state-taken' });
    expect(await states.look()).toBe('theirs');
    await held?.close();
  });

  it('can be let go of twice', async () => {
    const { states } = open();
    const held = await states.open(() => 'first');
    await held?.close();
    await expect(held?.close()).resolves.toBeUndefined();
  });
});

describe.each<readonly [string, () => LedgerStore]>([
  ['in memory', () => new MemoryLedger()],
  ['in a blob', () => blobLedger(container(), `x/posts-${blobs++}.json`)],
])('a ledger %s', (_where, open) => {
  it('keeps what its edits make of it', async () => {
    const ledger = open();
    expect(await ledger.look()).toBeUndefined();
    expect(await ledger.change((saved) => `${saved} a`)).toBe('undefined a');
    expect(await ledger.change((saved) => `${saved} b`)).toBe('undefined a b');
    expect(await ledger.look()).toBe('undefined a b');
  });

  it('loses no edit of several writers', async () => {
    const ledger = open();
    const edits = Array.from({ length: 8 }, (_, index) => ledger.change((saved = '') => `${saved}[${index}]`));
    await Promise.all(edits);
    expect((await ledger.look())?.match(/\[\d\]/g)?.sort()).toEqual(edits.map((_, index) => `[${index}]`));
  });

  it('stays as it is when an edit fails', async () => {
    const ledger = open();
    await ledger.change(() => 'kept');
    const edit = () => {
      throw new Error('The edit failed.');
    };
    await expect(ledger.change(edit)).rejects.toThrow('The edit failed.');
    expect(await ledger.look()).toBe('kept');
  });
});
