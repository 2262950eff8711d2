import { mkdirSync, writeFileSync } from 'node:fs';
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

  it.each([
    ['a comment', '{\n  "Values": {\n    // mine\n    "A": "x"\n  }\n}', 3, 5],
    ['a comment in place of a value', '{\n  "Values": { "A": /* mine */ "x" }\n}', 2, 20],
    ['a comma after the last value', '{\n  "Values": {\n    "A": "x",\n  }\n}', 4, 3],
    ['a word without quotes', '{ "Values": { "A": yes } }', 1, 20],
    ['an end too early', '{\n  "Values": {', 2, 14],
    ['text after the end', '{ "Values": {} }\nx', 2, 1],
    ['an empty file', '', 1, 1],
  ])('says where the mistake is: %s', (_, text, line, column) => {
    write('local.settings.json', text);
    const path = join(folder.path, 'local.settings.json');
    expect(() => readSettings(folder.path, {})).toThrow(
      `${path} is not JSON: mistake at line ${line}, column ${column}.`,
    );
  });

  it('shows nothing of what stands beside a mistake, which may be a key', () => {
    write('local.settings.json', '{ "Values": { "A": SECRET } }');
    expect(() => readSettings(folder.path, {})).toThrow(/^(?:(?!SECRET).)*$/);
  });

  it.each(['utf16le', 'latin1'] as const)('refuses a file in %s', (encoding) => {
    writeFileSync(join(folder.path, 'local.settings.json'), `\ufeff${settings({ A: 'é' })}`, encoding);
    expect(() => readSettings(folder.path, {})).toThrow(/local\.settings\.json is not UTF-8\. Save it as UTF-8/);
  });

  it('refuses a folder of that name', () => {
    mkdirSync(join(folder.path, 'local.settings.json'));
    expect(() => readSettings(folder.path, {})).toThrow(/local\.settings\.json is a folder\. Delete it/);
  });
});
