import { once } from 'node:events';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, afterEach, expect, it, jest } from '@jest/globals';
import { isFree } from '../../../local/processes/portTaken.ts';
import { claimFolder, readRunning } from '../../../local/running/running.ts';
import { withStorage } from '../../../local/supervision/withStorage.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder();
const options = { root: folder.path, values: { TweetStorage: 'UseDevelopmentStorage=true' }, say: () => undefined };
const { exit } = process;
afterEach(() => {
  process.exit = exit;
});
afterAll(() => folder.remove());

it('stops storage, which saves what was written, before Ctrl-C ends work that waits', async () => {
  const steps = new EventTarget();
  const [waiting, left, over] = [once(steps, 'waiting'), once(steps, 'left'), once(steps, 'over')];
  const codes: unknown[] = [];
  Reflect.set(process, 'exit', (code: unknown) => {
    codes.push(code);
    steps.dispatchEvent(new Event('left'));
  });
  let port = 0;
  const working = withStorage(options, async ({ TweetStorage = '' }) => {
    port = Number(new URL(BlobServiceClient.fromConnectionString(TweetStorage).url).port);
    steps.dispatchEvent(new Event('waiting'));
    await over;
  });
  await waiting;
  expect(await isFree(port)).toBe(false);
  process.emit('SIGINT');
  await left;
  expect(codes).toEqual([130]);
  expect(await isFree(port)).toBe(true);
  expect(readRunning(folder.path)).toBeUndefined();
  steps.dispatchEvent(new Event('over'));
  await working;
}, 60_000);

it('begins no work while another process has the folder', async () => {
  claimFolder(folder.path, { pid: process.ppid, startedAt: '2026-11-20T12:00:00.000Z' });
  const work = jest.fn(async () => undefined);
  await expect(withStorage(options, work)).rejects.toMatchObject({ code: 'already-running' });
  expect(work).not.toHaveBeenCalled();
  expect(readRunning(folder.path)?.pid).toBe(process.ppid);
});
