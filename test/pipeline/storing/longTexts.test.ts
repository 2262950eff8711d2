import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinTexts } from '../../../src/pipeline/storing/joinTexts.ts';
import { splitTexts } from '../../../src/pipeline/storing/splitTexts.ts';

const keys = { partitionKey: 'p', rowKey: 'r' };
const long = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.nat(70_000), fc.nat(5))
  .map(([unit, times, more]) => unit.repeat(Math.ceil(times / unit.length)) + 'é'.repeat(more));

describe('texts longer than a column', () => {
  it('lie in further columns, none ending inside a character', () => {
    const text = `${'a'.repeat(32_767)}👋${'b'.repeat(40_000)}`;
    const entity = splitTexts({ ...keys, text, lang: 'en' });
    expect(Object.keys(entity)).toEqual(['partitionKey', 'rowKey', 'text', 'lang', 'text_1', 'text_2']);
    expect([entity.text, entity.text_1, entity.text_2].map((part) => String(part).length)).toEqual([
      32_767, 32_768, 7_234,
    ]);
    expect(String(entity.text_1).startsWith('👋')).toBe(true);
  });

  it('are no other columns when they just fit', () => {
    const entity = { ...keys, text: 'a'.repeat(32_768), likeCount: 7 };
    expect(splitTexts(entity)).toBe(entity);
  });

  it('are joined again, whatever they are, and however many', () => {
    fc.assert(
      fc.property(long, long, (text, entities) => {
        const entity = splitTexts({ ...keys, text, entities, sequenceNumber: 7n, lang: undefined });
        for (const value of Object.values(entity)) {
          if (typeof value === 'string') expect(value.length <= 32_768 && value.isWellFormed()).toBe(true);
        }
        const joined = joinTexts(entity);
        expect(joined.text === text && joined.entities === entities && joined.sequenceNumber === 7n).toBe(true);
        expect(Object.keys(joined)).toHaveLength(6);
      }),
      { numRuns: 50 },
    );
  });

  it('are joined in the order of their numbers, in whatever order a table gives them', () => {
    const parts = Array.from(
      { length: 12 },
      (_, index) => [index === 0 ? 'text' : `text_${index}`, `<${index}>`] as const,
    );
    expect(joinTexts(Object.fromEntries(parts.toReversed()))).toEqual({ text: parts.map(([, part]) => part).join('') });
  });

  it('leave other columns with a number alone', () => {
    const row = { text_1: 'no text before it', size: 7, size_1: 'of no text', lang: 'en', lang_0: 'not written so' };
    expect(joinTexts(row)).toBe(row);
  });
});
