import { isRecord } from '../tweet.ts';
import { type PollError, unreadable } from './pollError.ts';

/** The fields of a saved object. Every reader throws PollError `state-unreadable` for a field of the wrong form. */
export interface Fields {
  has(name: string): boolean;
  text(name: string): string;
  /** ISO 8601, as ms since 1970. */
  time(name: string): number;
  count(name: string): number;
  values(name: string): readonly unknown[];
  list<T>(name: string, read: (fields: Fields) => T): readonly T[];
  optional<T>(name: string, read: (fields: Fields) => T): T | undefined;
  /** The error for a field whose value cannot be used. */
  wrong(name: string, why: string): PollError;
}

/** The object that a text holds, of version 1. `what` names it in messages. */
export function versionOne(what: string, text: string): unknown {
  const saved = parse(what, text);
  if (isRecord(saved) && saved.version === 1) return saved;
  const version = isRecord(saved) ? JSON.stringify(saved.version) : undefined;
  throw unreadable(what, `it has version ${version ?? 'none'}, and this program knows version 1.`);
}

function parse(what: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(what, 'it is no JSON.');
  }
}

export function readFields(value: unknown, what: string): Fields {
  if (!isRecord(value)) throw unreadable(what, 'it is no JSON object.');
  const wrong = (name: string, why: string) => unreadable(what, `its "${name}" ${why}.`);
  const inner = (name: string) => (part: unknown) => readFields(part, `${what}, "${name}"`);
  const text = (name: string) => {
    const found = value[name];
    if (typeof found !== 'string') throw wrong(name, 'is no text');
    return found;
  };
  const values = (name: string) => {
    const found = value[name];
    if (!Array.isArray(found)) throw wrong(name, 'is no list');
    return found;
  };
  return {
    wrong,
    text,
    values,
    has: (name) => value[name] !== undefined,
    time: (name) => {
      const time = Date.parse(text(name));
      if (Number.isNaN(time)) throw wrong(name, 'is no time');
      return time;
    },
    count: (name) => {
      const found = value[name];
      if (typeof found !== 'number' || !Number.isSafeInteger(found)) throw wrong(name, 'is no whole number');
      return found;
    },
    list: (name, read) => values(name).map(inner(name)).map(read),
    optional: (name, read) => (value[name] === undefined ? undefined : read(inner(name)(value[name]))),
  };
}
