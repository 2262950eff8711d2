import type { Reason } from './reasons.ts';
import { parseTweet, type Tweet } from './tweet.ts';

/** The longest text of a post on X; a longer bare text is no message that a person sent. */
export const longestText = 25_000;
export const deepestJson = 32;

export type Decoded =
  | { readonly kind: 'tweet'; readonly tweet: Tweet }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly message: string };

/**
 * What the body of an event says: a tweet (JSON), a bare text, or why it is neither. Never throws, whatever the bytes.
 * The host leaves the bytes alone (`dataType: 'binary'`), so all judging is done here, event by event.
 */
export function decodeBody(body: Uint8Array): Decoded {
  const content = decodeUtf8(body);
  if (content === undefined) return rejected('not-utf8', `The body (${body.length} bytes) is not UTF-8.`);
  const trimmed = content.trim();
  if (trimmed === '') return rejected('empty', `The body (${body.length} bytes) holds no text.`);
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return decodeJson(trimmed);
  return decodeText(jsonString(trimmed) ?? content);
}

function decodeJson(content: string): Decoded {
  const parsed = parseJson(content);
  if ('error' in parsed) return rejected('not-json', `The body begins like JSON and is none: ${parsed.error}`);
  if (isDeeper(parsed.value, deepestJson)) {
    return rejected('too-deep', `The body's JSON nests more than ${deepestJson} deep.`);
  }
  const tweet = parseTweet(parsed.value);
  if (tweet === undefined) return rejected('not-a-tweet', 'The body is JSON without a valid id and a string text.');
  return { kind: 'tweet', tweet };
}

function decodeText(text: string): Decoded {
  if (text.trim() === '') return rejected('empty', 'The body is a JSON string without text.');
  if (isLongerThan(text, longestText)) {
    return rejected('too-large', `The body is a text of more than ${longestText} characters.`);
  }
  return { kind: 'text', text };
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Strict, so that no byte is silently replaced; a byte order mark is no part of the text. */
function decodeUtf8(body: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(body);
  } catch {
    return undefined;
  }
}

function parseJson(content: string): { readonly value: unknown } | { readonly error: string } {
  try {
    return { value: JSON.parse(content) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** The SDK for JavaScript sends a string body as a JSON string, quotes and all. */
function jsonString(content: string): string | undefined {
  if (!content.startsWith('"')) return undefined;
  const parsed = parseJson(content);
  return 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : undefined;
}

/** Counts objects and arrays inside each other; goes no deeper than the limit, so that no nesting exhausts the stack. */
function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const inner of Object.values(value)) if (isDeeper(inner, limit - 1)) return true;
  return false;
}

/** Counts characters as X does, by code point. */
function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 2 * limit || [...text].length > limit;
}

function rejected(reason: Reason, message: string): Decoded {
  return { kind: 'rejected', reason, message };
}
