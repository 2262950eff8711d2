import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeBody } from '../../src/pipeline/decodeBody.ts';
import { aTweet, tweetBody } from '../support/aTweet.ts';

const decode = (text: string) => decodeBody(Buffer.from(text));
const reasonOf = (body: Uint8Array) => {
  const decoded = decodeBody(body);
  return decoded.kind === 'rejected' ? decoded.reason : decoded.kind;
};

/** A tweet whose JSON nests `depth` objects deep. */
const nested = (depth: number) =>
  `{"id":"20","text":"x","entities":${'{"a":'.repeat(depth - 2)}{}${'}'.repeat(depth - 1)}`;

describe('decoding a body', () => {
  it('finds a tweet in JSON', () => {
    expect(decodeBody(tweetBody({ text: 'Grüße 👋' }))).toEqual({ kind: 'tweet', tweet: aTweet({ text: 'Grüße 👋' }) });
  });

  it('finds it behind blanks and a byte order mark', () => {
    expect(decode('\uFEFF \r\n{"id":"20","text":"x"}\n')).toEqual({ kind: 'tweet', tweet: { id: '20', text: 'x' } });
  });

  it("takes the tutorial's bare sentences for texts", () => {
    expect(decode('Azure is the greatest!')).toEqual({ kind: 'text', text: 'Azure is the greatest!' });
    expect(decode("Azure isn't working :(")).toEqual({ kind: 'text', text: "Azure isn't working :(" });
  });

  it('takes a JSON string for the text that it holds, as the SDK sends one', () => {
    expect(decode('"Azure \\"is\\" okay."')).toEqual({ kind: 'text', text: 'Azure "is" okay.' });
    expect(decode('"quoted" at the start only')).toEqual({ kind: 'text', text: '"quoted" at the start only' });
  });

  it.each(['42', 'null', 'true', '-1.5e3'])('takes %p for a text', (text) => {
    expect(decode(text)).toEqual({ kind: 'text', text });
  });

  it('keeps the blanks around a text', () => {
    expect(decode('  Azure is okay.\n')).toEqual({ kind: 'text', text: '  Azure is okay.\n' });
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a surrogate in UTF-8', [0xed, 0xa0, 0x80]],
    ['a cut sequence', [0x41, 0xf0, 0x9f, 0x91]],
    ['UTF-16', [0xff, 0xfe, 0x41, 0x00]],
  ])('rejects %s as not-utf8', (_what, bytes) => {
    expect(reasonOf(Uint8Array.from(bytes))).toBe('not-utf8');
  });

  it.each(['', ' \t\r\n', '\uFEFF', '""', '"  "'])('rejects %p as empty', (text) => {
    expect(reasonOf(Buffer.from(text))).toBe('empty');
  });

  it.each(['{', '[', '{"id":"20","text":"x"', '{not json}', '[1,]', '{}{}'])('rejects %p as not-json', (text) => {
    expect(reasonOf(Buffer.from(text))).toBe('not-json');
  });

  it('takes JSON that nests 32 deep, and rejects 33 as too-deep', () => {
    expect(reasonOf(Buffer.from(nested(32)))).toBe('tweet');
    expect(reasonOf(Buffer.from(nested(33)))).toBe('too-deep');
    expect(reasonOf(Buffer.from(`${'['.repeat(33)}${']'.repeat(33)}`))).toBe('too-deep');
  });

  it('rejects half a million brackets without running out of stack', () => {
    const deep = `${'['.repeat(500_000)}${']'.repeat(500_000)}`;
    expect(['too-deep', 'not-json']).toContain(reasonOf(Buffer.from(deep)));
  });

  it.each(['{}', '[]', '[{"id":"20","text":"x"}]', '{"id":20,"text":"x"}', '{"__proto__":{"id":"20","text":"x"}}'])(
    'rejects %p as not-a-tweet',
    (text) => {
      expect(reasonOf(Buffer.from(text))).toBe('not-a-tweet');
    },
  );

  it('takes a text of 25,000 characters, by code point, and rejects a longer one as too-large', () => {
    expect(reasonOf(Buffer.from('a'.repeat(25_000)))).toBe('text');
    expect(reasonOf(Buffer.from('👋'.repeat(25_000)))).toBe('text');
    expect(reasonOf(Buffer.from('a'.repeat(25_001)))).toBe('too-large');
    expect(reasonOf(Buffer.from('👋'.repeat(25_001)))).toBe('too-large');
    expect(reasonOf(Buffer.from(JSON.stringify('a'.repeat(25_001))))).toBe('too-large');
    expect(reasonOf(Buffer.alloc(2 ** 20, 'a'))).toBe('too-large');
  });

  it('takes a tweet of any length', () => {
    expect(reasonOf(tweetBody({ text: 'a'.repeat(1_000_000) }))).toBe('tweet');
  });

  it('leaves the prototype of all objects alone', () => {
    decode('{"__proto__":{"polluted":true},"id":"20","text":"x","entities":{"__proto__":{"polluted":true}}}');
    expect('polluted' in {}).toBe(false);
  });

  it('never throws, whatever the bytes, and says the same each time', () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((json) => Buffer.from(json)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(`{"id":"20","text":${JSON.stringify(text)}}`)),
      fc.string().map((text) => Buffer.from(`{${text}`)),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        expect(decodeBody(body)).toEqual(decodeBody(body));
      }),
    );
  });
});
