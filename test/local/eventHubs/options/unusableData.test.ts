import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventHubsOptions, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { unusableData } from '../../../../local/eventHubs/options/unusableData.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const wayOut = /^Option data is ".*, which cannot be used \(E\w+\)\. .*hoose another folder, or keep events in memory/;

describe('a data folder that cannot be used', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
    writeFileSync(join(folder.path, 'file'), '');
    symlinkSync('loop', join(folder.path, 'loop'));
  });
  afterEach(() => folder.remove());

  const refusal = async (options: EventHubsOptions): Promise<unknown> => {
    const running = await startEventHubs({ port: 0, ...options }).catch((error: unknown) => error);
    if (running instanceof Object && 'close' in running) throw new Error('The folder was taken.');
    return running;
  };

  it.each([
    ['below a file', 'file/below', /ENOTDIR|EEXIST|ENOENT/],
    ['with a name that is too long', 'x'.repeat(300), /ENAMETOOLONG|ENOENT/],
    ['that leads back to itself', 'loop/data', /ELOOP|ENOENT|EEXIST/],
    ['with a zero byte in its name', 'a\0b', /ERR_INVALID_ARG_VALUE/],
  ])('%s is told as the option it is, with the way out', async (_, path, code) => {
    const error = await refusal({ data: join(folder.path, path) });
    expect(error).toMatchObject({ name: 'EventHubsOptionsError', code: 'invalid-options' });
    expect(error).toMatchObject({ message: expect.stringMatching(wayOut) });
    expect(error).toMatchObject({ message: expect.stringMatching(code) });
  });

  it('is told as well when it is the place of the certificate that cannot be written', async () => {
    const data = join(folder.path, 'data');
    mkdirSync(data);
    writeFileSync(join(data, '_tls'), '');
    expect(await refusal({ data, tlsPort: 0 })).toMatchObject({ message: expect.stringMatching(wayOut) });
  });

  it.each(['EACCES', 'EPERM', 'EROFS'])('names the place that the system names with %s', (code) => {
    const error = Object.assign(new Error(code), { code, path: '/somewhere/.local' });
    expect(unusableData(error, '.local/event-hubs')).toMatchObject({
      message: `Option data is ".local/event-hubs", which cannot be used (${code}). Check "/somewhere/.local", choose another folder, or keep events in memory (--no-data; from code, leave data out).`,
      cause: error,
    });
  });

  it('leaves alone what is no error of the system, such as that another process has the folder', () => {
    const error = Object.assign(new Error('in use'), { code: 'folder-in-use' });
    expect(unusableData(error, 'data')).toBe(error);
  });
});
