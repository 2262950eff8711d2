import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { coreTools, pinnedCoreTools } from '../../../tools/deploy/coreTools.ts';
import { type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const npm = join('node_modules', 'npm', 'bin', 'npm-cli.js');
let folder: ReturnType<typeof temporaryFolder>;
let programs: FakePrograms;

beforeEach(() => {
  folder = temporaryFolder();
  programs = fakePrograms(folder.path);
});

afterEach(() => folder.remove());

const found = (environment: NodeJS.ProcessEnv = {}) => coreTools({ ...programs.environment, ...environment });
const funcSays = (version: string): void => programs.answer('func', [{ to: '--version', output: `${version}\n` }]);

describe('coreTools', () => {
  it('are func of the PATH when it is new enough', async () => {
    funcSays('4.14.0');
    expect(await found({ npm_execpath: npm })).toMatchObject({
      file: expect.stringContaining(folder.path),
      before: [],
    });
  });

  it('are fetched through npm, at the version of "npm run func", when func is missing or too old', async () => {
    const fetched = ['exec', '--yes', '--foreground-scripts', `--package=${pinnedCoreTools}`, '--', 'func'];
    expect(await found({ npm_execpath: npm })).toMatchObject({ file: process.execPath, before: [npm, ...fetched] });
    funcSays('4.0.7030');
    expect(await found({ npm_execpath: npm })).toMatchObject({ before: [npm, ...fetched] });
    expect(readFileSync(join(__dirname, '../../../tools/func.mjs'), 'utf8')).toContain(`'${pinnedCoreTools}'`);
  });

  it('are missing, or too old, in one line each, without npm', async () => {
    await expect(found()).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringMatching(/^[^\n]*not on the PATH[^\n]*$/),
    });
    funcSays('3.0.4899');
    await expect(found()).rejects.toMatchObject({
      code: 'too-old',
      message: expect.stringMatching(/^Azure Functions Core Tools are version 3\.0\.4899; 4\.14\.0 is needed\.[^\n]*$/),
    });
  });
});
