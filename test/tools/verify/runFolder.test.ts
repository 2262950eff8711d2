import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openRunFolder } from '../../../tools/verify/runFolder.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let parent: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  parent = temporaryFolder();
});

afterEach(() => parent.remove());

/** A run with what runs write. */
async function aRun() {
  const folder = await openRunFolder(parent.path);
  for (const each of [folder.logs, join(folder.path, 'event-hubs')]) {
    mkdirSync(each);
    writeFileSync(join(each, 'some'), 'bytes');
  }
  return folder;
}

describe('the folder of a run', () => {
  it('is gone afterwards', async () => {
    const run = await aRun();
    await run.close(false);
    expect(readdirSync(parent.path)).toEqual([]);
  });

  it('keeps the logs alone where they are to be kept, and later runs leave them there', async () => {
    const run = await aRun();
    await run.close(true);
    await (await aRun()).close(false);
    expect(readdirSync(run.path)).toEqual(['logs']);
    expect(readdirSync(run.logs)).toEqual(['some']);
  });

  it('is left alone by another run while its own goes on', async () => {
    const run = await aRun();
    await (await aRun()).close(false);
    expect(existsSync(join(run.path, 'event-hubs', 'some'))).toBe(true);
    await run.close(false);
  });

  it('is removed by the next run where its own was killed', async () => {
    const killed = join(parent.path, 'tributary-verify-killed');
    for (const each of ['logs', 'event-hubs']) mkdirSync(join(killed, each), { recursive: true });
    writeFileSync(join(killed, 'unfinished'), '');
    const other = join(parent.path, 'others');
    mkdirSync(other);
    writeFileSync(join(other, 'unfinished'), '');
    const run = await aRun();
    expect(readdirSync(parent.path).toSorted()).toEqual(['others', run.path.slice(parent.path.length + 1)].toSorted());
    await run.close(false);
  });
});
