import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { displayWidth, fitWidth, padWidth } from '../../../local/view/displayWidth.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const split = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

const pieces = [
  'a',
  ' ',
  'e\u0301',
  '\u5b57',
  '\uff21',
  '\u1112\u1161\u11ab',
  '\u{1f600}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u{1f1eb}\u{1f1f7}',
  '\u{1f1eb}',
  '1\ufe0f\u20e3',
  '\u2764\ufe0f',
  '\u2764',
  '\u0915\u094d\u0937\u093f',
  '\u0301',
  '\u0600',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

describe('displayWidth', () => {
  it.each([
    ['nothing', '', 0],
    ['ASCII', 'Azure is okay.', 14],
    ['a letter with combining marks', 'e\u0301\u0327', 1],
    ['Chinese, Japanese and Korean', '\u5317\u4eac\u3042\ud55c', 8],
    ['Korean as single jamo', '\u1112\u1161\u11ab', 2],
    ['fullwidth and halfwidth forms', '\uff21\uff71', 3],
    ['an emoji', '\u{1f600}', 2],
    ['an emoji that this Node may be too old to know', '\u{1fae9}', 2],
    ['a family joined by ZWJ', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}', 2],
    ['a skin tone', '\u{1f44d}\u{1f3fd}\u261d\u{1f3fd}', 4],
    ['the flag of a country', '\u{1f1eb}\u{1f1f7}', 2],
    ['half of a flag', '\u{1f1eb}', 1],
    ['the flag of Wales', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}', 2],
    ['a keycap', '1\ufe0f\u20e3', 2],
    ['a sign that the emoji style widens', '\u2764\ufe0f\u00a9\ufe0f', 4],
    ['the same signs as text', '\u2764\u00a9', 2],
    ['Hexagrams, wide since Unicode 16', '\u4dc0', 2],
    ['Tangut', '\u{17000}', 2],
    ['Thai with vowels above', '\u0e17\u0e35\u0e48', 1],
  ])('counts the columns of %s', (_, sample, columns) => {
    expect(displayWidth(sample)).toBe(columns);
  });

  it('is the sum over the graphemes', () => {
    fc.assert(
      fc.property(text, (sample) => {
        const sum = split(sample).reduce((width, grapheme) => width + displayWidth(grapheme), 0);
        expect(displayWidth(sample)).toBe(sum);
      }),
    );
  });
});

describe('fitWidth', () => {
  it.each([
    ['Azure is okay.', 14, 'Azure is okay.'],
    ['Azure is okay.', 13, 'Azure is oka\u2026'],
    ['\u5317\u4eac\u5e02', 6, '\u5317\u4eac\u5e02'],
    ['\u5317\u4eac\u5e02', 5, '\u5317\u4eac\u2026'],
    ['\u5317\u4eac\u5e02', 4, '\u5317\u2026'],
    ['ab', 1, '\u2026'],
    ['ab', 0, ''],
    ['a\u{1f468}\u200d\u{1f469}\u200d\u{1f467}b', 3, 'a\u2026'],
  ])('cuts %j at %d columns', (sample, columns, cut) => {
    expect(fitWidth(sample, columns)).toBe(cut);
  });

  it('never takes more columns than it was given, nor cuts a grapheme in two', () => {
    fc.assert(
      fc.property(text, fc.nat(20), (sample, columns) => {
        const cut = fitWidth(sample, columns);
        expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
        const kept = split(cut.replace(/\u2026$/u, ''));
        if (cut !== sample) expect(split(sample).slice(0, kept.length)).toEqual(kept);
      }),
      { numRuns: 1_000 },
    );
  });

  it('wastes at most one column, which half a wide character would need', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (sample, columns) => {
        const cut = fitWidth(sample, columns);
        const widest = Math.max(1, ...split(sample).map(displayWidth));
        if (cut !== sample) expect(displayWidth(cut)).toBeGreaterThan(columns - widest);
      }),
    );
  });
});

describe('padWidth', () => {
  it('fills up to the column', () => {
    fc.assert(
      fc.property(text, fc.nat(20), (sample, columns) => {
        expect(displayWidth(padWidth(sample, columns))).toBe(Math.max(columns, displayWidth(sample)));
      }),
    );
  });
});
