const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Code points two columns wide: the ranges that Unicode calls wide or fullwidth, with the gaps that it reserves for
 * more of the same (https://www.unicode.org/reports/tr11/), and emoji as this Node knows them. Of the libraries that
 * know this, the current ones are ES modules only, and those for CommonJS stopped at Unicode 6 to 13.
 */
const wide =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{1fa70}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Drawn on the character before, or not at all: https://www.cl.cam.ac.uk/~mgk25/ucs/wcwidth.c, which counts vowels and finals of Hangul too. */
const zero = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7fb]/u;

/** One picture made of several code points: a keycap, an emoji with its style, skin tone or companions. (A flag is two halves of one column each.). */
const composedEmoji = /^\p{Emoji}.*(?:\ufe0f|\u200d|\p{Emoji_Modifier})/u;

const printableAscii = /^[ -~]*$/;

/** Columns that a terminal gives to a text, which has no control characters (see safeText). */
export function displayWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/**
 * The text, or as much of its beginning as fits into so many columns with an ellipsis after it; never part of a
 * grapheme. With no column at all that is the empty text.
 */
export function fitWidth(text: string, columns: number): string {
  if (text.length <= columns && printableAscii.test(text)) return text;
  let width = 0;
  let roomWithEllipsis = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += graphemeWidth(segment);
    if (width > columns) return columns < 1 ? '' : `${text.slice(0, roomWithEllipsis)}…`;
    if (width < columns) roomWithEllipsis = index + segment.length;
  }
  return text;
}

/** The text with spaces after it, so that it takes so many columns; a wider text stays as it is. */
export function padWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

function graphemeWidth(grapheme: string): number {
  if (composedEmoji.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (zero.test(character)) return 0;
  if (/^\p{Regional_Indicator}/u.test(character)) return 1;
  return wide.test(character) ? 2 : 1;
}
