import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeKey } from '../../../src/pipeline/storing/escapeKey.ts';

/** Any UTF-16 units at all, halves of pairs too, and many of what keys cannot hold. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('/', '~', '~002f', '-', 'a', '\ud83d', '\udc4b', '\u0085', '%', '0') }),
  fc.string({ unit: fc.constantFrom('/', '~', 'a', '👋'), minLength: 430, maxLength: 600 }),
);
// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields
const disallowed = /[/\\#?]|\p{Cc}/u;

describe('escaping a key', () => {
  it.each([
    ['2026112022-3', '2026112022-3'],
    ['a/b', 'a~002fb'],
    ['50% + ~', '50~0025 ~002b ~007e'],
    ["it's | ünï 👋", "it's | ünï 👋"],
    ['\ud83d alone', '~d83d alone'],
    ['', ''],
  ])('makes %p %p', (text, key) => {
    expect(escapeKey(text)).toBe(key);
  });

  it('gives a key that Table storage takes and a URL can hold, for any text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const key = escapeKey(text);
        expect(key).not.toMatch(disallowed);
        expect(key.length).toBeLessThanOrEqual(512);
        expect(() => encodeURIComponent(key)).not.toThrow();
      }),
    );
  });

  it('never gives two texts one key', () => {
    fc.assert(
      fc.property(anything, anything, fc.nat(600), (one, other, at) => {
        const changed = `${one.slice(0, at)}${other}`;
        expect(escapeKey(one) === escapeKey(other)).toBe(one === other);
        expect(escapeKey(one) === escapeKey(changed)).toBe(one === changed);
        // Neither is a key that was escaped once the key of another text.
        expect(escapeKey(escapeKey(one)) === escapeKey(one)).toBe(escapeKey(one) === one);
      }),
    );
  });

  it('keeps long texts apart that begin alike, and apart from all texts that look like their keys', () => {
    const [one, other] = [`${'a'.repeat(600)}1`, `${'a'.repeat(600)}2`];
    expect(escapeKey(one)).not.toBe(escapeKey(other));
    expect(escapeKey(escapeKey(one))).not.toBe(escapeKey(one));
    expect(escapeKey('a'.repeat(512))).toBe('a'.repeat(512));
  });
});
