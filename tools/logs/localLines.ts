import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../local/errors/errorCode.ts';
import { isRecord } from '../../src/pipeline/tweet.ts';
import { isKind, type ToldLine } from './toldLine.ts';

/** What the local pipeline has told, newest first; none where it never ran. At most 8 MiB are kept, see `npm start`. */
export function localLines(root: string): readonly ToldLine[] {
  const lines = textOf(join(root, '.local', 'telemetry.jsonl')).split('\n');
  return lines
    .map(entryOf)
    .filter((line) => line !== undefined)
    .reverse();
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

function entryOf(text: string): ToldLine | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    if (!isRecord(entry)) return undefined;
    const { time, function: fn, kind, ...figures } = entry;
    const timeMs = Date.parse(String(time));
    if (!isKind(kind) || Number.isNaN(timeMs)) return undefined;
    return { timeMs, kind, sentence: '', figures: { ...figures, fn } };
  } catch {
    return undefined;
  }
}
