import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../../local/settings/readSettings.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

describe('readSettings', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const write = (name: string, text: string) => writeFileSync(join(folder.path, name), text);
  const settings = (Values: unknown) => JSON.stringify({ IsEncrypted: false, Values });

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('lets the environment win over the file', () => {
    write('local.settings.json', settings({ A: 'file', B: 'file' }));
    expect(readSettings(folder.path, { A: 'environment' }).values).toEqual({ A: 'environment', B: 'file' });
  });

  it('prefers local.settings.json to the example', () => {
    write('local.settings.json', settings({ A: 'own' }));
    write('local.settings.json.example', settings({ A: 'example' }));
    expect(readSettings(folder.path, {})).toEqual({ values: { A: 'own' }, origin: 'local.settings.json' });
  });

  it('uses the example, and says so, when there is no file', () => {
    write('local.settings.json.example', settings({ A: 'example' }));
    expect(readSettings(folder.path, {})).toEqual({ values: { A: 'example' }, origin: 'local.settings.json.example' });
  });

  it('does without any file', () => {
    expect(readSettings(folder.path, { A: 'environment' })).toEqual({
      values: { A: 'environment' },
      origin: undefined,
    });
  });

  it('takes numbers and booleans as text, as Core Tools does, and a byte order mark', () => {
    write('local.settings.json', `\uFEFF${settings({ A: 20, B: true })}`);
    expect(readSettings(folder.path, {}).values).toEqual({ A: '20', B: 'true' });
  });

  it.each([
    ['is not JSON', '{ "Values": {', /is not JSON/],
    ['is a list', '[]', /must hold a JSON object/],
    ['has no Values', '{}', /has no object "Values"/],
    ['is encrypted', '{ "IsEncrypted": true, "Values": {} }', /is encrypted/],
    ['holds a list as a value', settings({ A: [] }), /setting A must be text/],
  ])('refuses a file that %s, naming the file', (_, text, message) => {
    write('local.settings.json', text);
    expect(() => readSettings(folder.path, {})).toThrow(message);
    expect(() => readSettings(folder.path, {})).toThrow(folder.path);
  });
});
