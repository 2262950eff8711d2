import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { textFileLines } from '../../src/adapters/textFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

describe('a file of texts', () => {
  it('gives its lines, whatever ends them, without a byte order mark', async () => {
    const path = join(folder.path, 'texts.txt');
    writeFileSync(path, '\ufeffGrüße 👋\r\ntwo\n\nlast');
    expect(await textFileLines(path)()).toEqual(['Grüße 👋', 'two', '', 'last']);
  });

  it('is read again each time', async () => {
    const path = join(folder.path, 'growing.txt');
    const lines = textFileLines(path);
    writeFileSync(path, 'one');
    await lines();
    appendFileSync(path, '\ntwo');
    expect(await lines()).toEqual(['one', 'two']);
  });

  it('says what to do when it cannot be read', async () => {
    const path = join(folder.path, 'missing.txt');
    await expect(textFileLines(path)()).rejects.toMatchObject({
      code: 'texts-file',
      message: `${path} cannot be read. Mend the setting TEST_TWEETS_FILE, or unset it.`,
    });
  });

  it('is not read when it is far too large', async () => {
    const path = join(folder.path, 'large.txt');
    writeFileSync(path, Buffer.alloc(16 * 1024 * 1024 + 1));
    await expect(textFileLines(path)()).rejects.toThrow('Give TEST_TWEETS_FILE a smaller file.');
  });

  it.each([
    ['line 2', 'one\ncaf\u00e9\n', 'latin1'],
    ['line 3', 'one\r\ntwo\r\ncaf\u00e9', 'latin1'],
  ] as const)('in another encoding is refused, with its first wrong line: %s', async (line, text, encoding) => {
    const path = join(folder.path, 'latin.txt');
    writeFileSync(path, text, encoding);
    await expect(textFileLines(path)()).rejects.toMatchObject({
      code: 'texts-file',
      message: `${path}, ${line}, is not UTF-8. Save the file as UTF-8.`,
    });
  });

  it('in UTF-16, as Windows PowerShell writes it, is refused by that name', async () => {
    const path = join(folder.path, 'utf16.txt');
    const text = Buffer.from('\ufeffone\ntwo', 'utf16le');
    for (const bytes of [text, Buffer.from(text).swap16()]) {
      writeFileSync(path, bytes);
      await expect(textFileLines(path)()).rejects.toThrow(`${path} is UTF-16. Save the file as UTF-8.`);
    }
  });
});
