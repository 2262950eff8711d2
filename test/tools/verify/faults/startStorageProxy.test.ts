import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createResources } from '../../../../local/storage/createResources.ts';
import { type RunningStorage, startStorage } from '../../../../local/storage/startStorage.ts';
import resources from '../../../../resources.json';
import { blobDeadLetterStore } from '../../../../src/adapters/blobDeadLetterStore.ts';
import { containerClient, tableClient } from '../../../../src/adapters/storageClients.ts';
import { tableTweetEraser } from '../../../../src/adapters/tableTweetEraser.ts';
import { tableTweetReader } from '../../../../src/adapters/tableTweetReader.ts';
import { tableTweetStore } from '../../../../src/adapters/tableTweetStore.ts';
import { tweetIdAt } from '../../../../src/pipeline/tweetId.ts';
import { emptyTransactionAnswer, serviceError } from '../../../../tools/verify/faults/proxy/serviceErrors.ts';
import { startStorageProxy } from '../../../../tools/verify/faults/startStorageProxy.ts';
import type { AcknowledgedRow, StorageProxy } from '../../../../tools/verify/faults/storageProxy.ts';
import { aDeadLetter } from '../../../support/aDeadLetter.ts';
import { aStoredTweet } from '../../../support/aStoredTweet.ts';
import { until } from '../../../support/until.ts';

const now = Date.UTC(2026, 10, 20, 22, 30);
/** Characters that could be taken for the end of a row, or for a column of it. */
const text = '"sequenceNumber":"7"}\r\n--changeset {"partition":"9"} 流';
const tweets = Array.from({ length: 5 }, (_, index) => ({
  // One in an hour of its own, hence a plain upsert; the others share keys, or do not.
  ...aStoredTweet({ id: tweetIdAt(now - (index === 4 ? 3_600_000 : 0), index), text }),
  partition: String(index % 2),
  sequenceNumber: 100 + index,
  enqueuedTime: new Date(now + index),
}));
const rowsOfTweets = tweets.map(({ partition, sequenceNumber }) => ({ partition, sequenceNumber }));

let storage: RunningStorage;
let proxy: StorageProxy;
const rows: AcknowledgedRow[] = [];
const letters: string[] = [];

beforeAll(async () => {
  storage = await startStorage({});
  await createResources(storage.connectionString, {
    tables: [resources.tables.tweets],
    containers: Object.values(resources.containers),
  });
  proxy = await startStorageProxy({
    target: storage.ports,
    onRows: (written) => rows.push(...written),
    onLetter: (name) => letters.push(name),
  });
});
beforeEach(() => {
  proxy.meet(undefined);
  rows.length = 0;
  letters.length = 0;
});
afterAll(async () => {
  await proxy?.close();
  await storage?.close();
});

const table = () => tableClient(proxy, resources.tables.tweets, { maxRetries: 0 });
const tweetStore = (repeatForMs = 0) => tableTweetStore(table(), { repeatForMs, requestTimeLimitMs: 1_000 });
const letterStore = () => blobDeadLetterStore(containerClient(proxy, resources.containers.deadLetters));
const inOrder = (found: readonly AcknowledgedRow[]) =>
  [...found].sort((one, other) => one.sequenceNumber - other.sequenceNumber);

describe('the proxy in front of storage tells what was acknowledged', () => {
  it('names the event of every row, written alone or in a transaction', async () => {
    await tweetStore().upsert(tweets);
    expect(inOrder(rows)).toEqual(rowsOfTweets);
  });

  it('names the blob of every dead letter', async () => {
    const letter = aDeadLetter();
    await letterStore().write([letter]);
    expect(letters).toEqual([letter.name]);
  });

  it('takes reading and deleting for no write', async () => {
    await tweetStore().upsert(tweets);
    rows.length = 0;
    const eraser = tableTweetEraser(table());
    expect(await eraser.remove(tweets[0]?.id ?? '')).toBe(true);
    for await (const _count of eraser.removeBefore(new Date(now + 60_000)));
    await letterStore().remove(['tweets/store/0/none']);
    await containerClient(proxy, resources.containers.deadLetters).setMetadata({ some: 'thing' });
    expect([rows, letters]).toEqual([[], []]);
  });

  it('says nothing of a transaction that storage refused, nor of one whose answer never came or came empty', async () => {
    const entity = (rowKey: string, more: string) =>
      ({ partitionKey: 'a', rowKey, partition: '0', sequenceNumber: 1n, enqueuedTime: new Date(now), more }) as const;
    const inside = table().submitTransaction([
      ['upsert', entity('1', 'x'), 'Replace'],
      ['upsert', entity('2', '流'.repeat(400_000)), 'Replace'],
    ]);
    await expect(inside).rejects.toMatchObject({ statusCode: 400 });
    for (const fault of [
      'answer lost',
      'answer cut',
      emptyTransactionAnswer,
      serviceError('table', 'ServerBusy'),
    ] as const) {
      proxy.meet(({ method }) => (method === 'GET' ? 'pass' : fault));
      await expect(tweetStore().upsert(tweets.slice(0, 4))).rejects.toMatchObject({ code: 'storage-unavailable' });
    }
    expect(rows).toEqual([]);
  });
});

describe('what the host keeps for itself', () => {
  const hostBlob = (name: string) =>
    containerClient(
      { connectionString: proxy.hostConnectionString },
      resources.containers.deadLetters,
    ).getBlockBlobClient(name);

  it('goes through the proxy, and is neither a row or dead letter nor a request of the pipeline', async () => {
    const arrival = proxy.nextRequest(200);
    const { came } = proxy.writes('host');
    await hostBlob(aDeadLetter().name).upload('', 0);
    expect(await arrival).toBe(false);
    expect(letters).toEqual([]);
    expect(proxy.writes('host')).toEqual({ came: came + 1, answered: came + 1 });
  });

  it('is away by itself, and owes an answer to what was written meanwhile', async () => {
    proxy.meet((_request, service) => (service === 'host' ? serviceError('host', 'ServerBusy') : 'pass'));
    await letterStore().write([aDeadLetter()]);
    await expect(hostBlob('refused').upload('', 0)).rejects.toMatchObject({ statusCode: 503 });
    const { came, answered } = proxy.writes('host');
    expect(answered).toBeLessThan(came);
    proxy.meet(undefined);
    await hostBlob('refused').upload('', 0);
    expect(proxy.writes('host')).toEqual({ came: came + 1, answered: came + 1 });
  });

  it('may be written late, after the host has given up waiting for it', async () => {
    proxy.freeze(['host']);
    const arrived = hostBlob('late').upload('', 0, { abortSignal: AbortSignal.timeout(300) });
    await expect(arrived).rejects.toMatchObject({ name: 'AbortError' });
    // By the time of another answer the proxy has learned of it.
    await letterStore().write([aDeadLetter()]);
    proxy.thaw();
    const isThere = () => containerClient(storage, resources.containers.deadLetters).getBlobClient('late').exists();
    await until(isThere, { withinMs: 10_000, otherwise: () => 'it was not written' });
  });
});

describe('storage that is away behind the proxy', () => {
  it('refuses connections while it is shut, and is there again at the same place', async () => {
    const store = tweetStore();
    await store.upsert(tweets);
    await proxy.shut(['table']);
    await expect(store.upsert(tweets)).rejects.toMatchObject({ code: 'storage-unavailable' });
    // The other service has a port of its own.
    await letterStore().write([aDeadLetter()]);
    await proxy.open();
    await store.upsert(tweets);
    expect(rows).toHaveLength(2 * tweets.length);
  });

  it('keeps requests waiting while it is frozen, and serves those who still wait', async () => {
    proxy.freeze(['table', 'blob']);
    const id = tweetIdAt(now, 4_000);
    const impatient = tweetStore().upsert([aStoredTweet({ id })]);
    await expect(impatient).rejects.toMatchObject({ code: 'storage-unavailable' });
    const arrival = proxy.nextRequest(20_000);
    const patient = tableTweetStore(table()).upsert(tweets);
    expect(await arrival).toBe(true);
    proxy.thaw();
    expect(await patient).toEqual([]);
    expect(inOrder(rows)).toEqual(rowsOfTweets);
    // Who gave up has written nothing late.
    expect(await tableTweetReader(table()).find(id)).toBeUndefined();
  });
});
