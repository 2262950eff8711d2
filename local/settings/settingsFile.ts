import { readFileSync } from 'node:fs';
import { errorCode } from '../errors/errorCode.ts';
import { jsonMistake } from './jsonMistake.ts';
import { SettingsError } from './settingsError.ts';

/** The JSON value in a file of settings. Throws SettingsError, which quotes nothing of the file. */
export function readSettingsFile(path: string): unknown {
  return parseJson(path, decode(path, readBytes(path)));
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (errorCode(cause) === 'EISDIR')
      throw new SettingsError(`${path} is a folder. Delete it to use the example.`, { cause });
    throw new SettingsError(
      `${path} cannot be read: ${String(cause)}. Mend its rights, or delete it to use the example.`,
      { cause },
    );
  }
}

function decode(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SettingsError(`${path} is not UTF-8. Save it as UTF-8 (Windows PowerShell writes UTF-16).`, { cause });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { line, column } = jsonMistake(text, error);
    // No cause: what JSON.parse says quotes the text, and with it perhaps a key.
    throw new SettingsError(
      `${path} is not JSON: mistake at line ${line}, column ${column}. ` +
        'Mend it (no comments, no comma after the last value), or delete it to use the example.',
    );
  }
}
