import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeText } from '../../../local/view/safeText.ts';

const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}';
const wales = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}';

/** Texts in which the troublesome characters are frequent, lone surrogates among them. */
const nasty = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.integer({ min: 0x10000, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        '\u200d',
        '\u200c',
        '\u202e',
        '\u2066',
        '\u2069',
        '\ufe0f',
        '\u{e0061}',
        '\u2028',
        '\ud83d',
        '\u00ad',
      ),
      fc.constantFrom(
        'a',
        '1',
        '\u{1f469}',
        '\u{1f3fd}',
        '\u{1f3f4}',
        '\u{e007f}',
        '\u20e3',
        '\u0301',
        '\u06cc',
        '\u5b57',
        family,
      ),
    ),
  )
  .map((parts) => parts.join(''));

describe('safeText', () => {
  it.each([
    ['line breaks and tabs', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['escape sequences', '\x1b[2J\x1b]0;title\x07', '\\x1b[2J\\x1b]0;title\\x07'],
    ['the one-byte form of escape sequences (C1)', '\x9b31mred', '\\x9b31mred'],
    ['delete and NUL', '\x7f\0', '\\x7f\\x00'],
    ['separators of lines and paragraphs', 'a\u2028b\u2029c\u0085d', 'a\\u{2028}b\\u{2029}c\\x85d'],
    ['bidi overrides', 'abc\u202efdp.exe\u202c', 'abc\\u{202e}fdp.exe\\u{202c}'],
    ['bidi isolates and marks', '\u2066a\u2069\u200f\u061c', '\\u{2066}a\\u{2069}\\u{200f}\\u{061c}'],
    ['spaces without width', 'a\u200bb\u2060c\ufeffd', 'a\\u{200b}b\\u{2060}c\\u{feff}d'],
    ['soft hyphens, fillers and annotations', 'a\u00ad\u3164\u115f\ufff9', 'a\\xad\\u{3164}\\u{115f}\\u{fff9}'],
    ['tags that hide a message', '\u{e0068}\u{e0069}', '\\u{e0068}\\u{e0069}'],
    ['tags after an emoji that is no flag', '\u{1f600}\u{e0068}\u{e007f}', '\u{1f600}\\u{e0068}\\u{e007f}'],
    ['more styles than one on an emoji', '\u2764\ufe0f\ufe0f\ufe01', '\u2764\ufe0f\\u{fe0f}\\u{fe01}'],
    ['a style on a letter', 'a\ufe0f1\ufe0f', 'a\\u{fe0f}1\\u{fe0f}'],
    ['a joiner between letters that need none', 'pay\u200dpal\u200c', 'pay\\u{200d}pal\\u{200c}'],
    ['a joiner after an emoji with nothing to join', '\u{1f469}\u200d!', '\u{1f469}\\u{200d}!'],
    ['lone surrogates', 'a\ud83d b\ude00', 'a\\u{d83d} b\\u{de00}'],
    ['noncharacters', '\uffff\ufdd0', '\\u{ffff}\\u{fdd0}'],
  ])('shows %s', (_, text, shown) => {
    expect(safeText(text)).toBe(shown);
  });

  it.each([
    ['a family joined by ZWJ', family],
    ['emoji with a skin tone and a companion', '\u{1f469}\u{1f3fd}\u200d\u{1f4bb}'],
    ['the rainbow flag and the heart on fire', '\u{1f3f3}\ufe0f\u200d\u{1f308}\u2764\ufe0f\u200d\u{1f525}'],
    ['flags of countries and of Wales', `\u{1f1eb}\u{1f1f7}${wales}`],
    ['keycaps', '1\ufe0f\u20e3#\ufe0f\u20e3'],
    ['Persian with its zero-width non-joiner', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
    ['Hindi with its zero-width joiner', '\u0915\u094d\u200d\u0937'],
    ['a Han character in a certain form', '\u8fbb\u{e0100}'],
    [
      'accents, Thai, Hebrew, CJK and a backslash',
      'e\u0301 \u0e17\u0e35\u0e48 \u05e9\u05dc\u05d5\u05dd \u5317\u4eac \u00af\\_(\u30c4)_/\u00af',
    ],
  ])('leaves %s alone', (_, text) => {
    expect(safeText(text)).toBe(text);
  });

  it('shows marks beyond the thirtieth on one letter', () => {
    expect(safeText(`a${'\u0301'.repeat(32)}b`)).toBe(`a${'\u0301'.repeat(30)}\\u{0301}\\u{0301}b`);
  });

  it('shows the joiner of the eleventh emoji in a chain', () => {
    expect(safeText(Array(11).fill('\u{1f469}').join('\u200d'))).toContain('\\u{200d}');
  });

  it('never lets through a control, a line break, a bidi control or a lone surrogate', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(safeText(text)).not.toMatch(
          /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200b\u2060\ufeff\p{Noncharacter_Code_Point}]/u,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the same when applied to its own outcome', () => {
    fc.assert(fc.property(nasty, (text) => safeText(safeText(text)) === safeText(text)));
  });

  it('takes time in proportion to the length, where its square would be minutes for a megabyte', () => {
    for (const unit of ['a', '\0', '\u200d', '\u0301', '\u{1f469}\u200d', '\u0915\u200d', '\u{1f3f4}\u{e0061}']) {
      const started = performance.now();
      safeText(unit.repeat(1_000_000 / unit.length));
      expect(performance.now() - started).toBeLessThan(10_000);
    }
  });
});
