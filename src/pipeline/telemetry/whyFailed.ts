import { isRecord } from '../tweet.ts';

/** The code of an error, or its name: short, and never a text that could hold data. */
export function whyFailed(error: unknown): string {
  const { code, name } = isRecord(error) ? error : {};
  return wordOf(code) ?? wordOf(name) ?? 'unknown';
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,60}$/.test(value) ? value : undefined;
}
