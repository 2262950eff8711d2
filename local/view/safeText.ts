/** Scripts in which a joiner between two letters is spelling (Persian, Hindi, …), not a trick. */
const joinedScripts = ['Arab', 'Syrc', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh'];
const joinedLetter = `[${joinedScripts.map((script) => `\\p{scx=${script}}`).join('')}]`;

/** One emoji with its style or skin tone; joined ones are bounded, since a chain of thousands is one glyph for no font. */
const pictograph = '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?';

/** Invisible characters at the places where they belong: these stay as they are. */
const wellPlaced = [
  // The flags of England, Scotland, Wales and others: https://www.unicode.org/reports/tr51/#flag-emoji-tag-sequences
  '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,6}\\u{e007f}',
  '[0-9#*]\\ufe0f\\u20e3',
  '\\p{Script=Han}[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  `${pictograph}(?:\\u200d${pictograph}){0,9}`,
  `(?<=${joinedLetter})[\\u200c\\u200d](?=${joinedLetter})`,
];

/** Controls (C0, DEL, C1), line and paragraph separators, lone surrogates, noncharacters, and all that draws nothing, bidi controls included. */
const hidden =
  '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\ufff9-\\ufffb]';

const keptOrHidden = new RegExp(`(${wellPlaced.join('|')})|${hidden}`, 'gu');

/** More marks on one letter than any language needs: https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format */
const pileOfMarks = /(\p{M}{30})(\p{M}+)/gu;

const shortNames = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Text as strangers wrote it, fit for a terminal: everything that would steer the terminal, break the line, reorder it
 * or hide in it is shown as JavaScript would write it (`\n`, `\x1b`, `\u{202e}`). What draws emoji and letters stays.
 * Backslashes are not doubled: this is for eyes, `--json` is for programs. The outcome of a second call is that of the first.
 */
export function safeText(text: string): string {
  const visible = text.replace(keptOrHidden, (match, kept: string | undefined) => kept ?? escaped(match));
  return visible.replace(pileOfMarks, (_, kept: string, rest: string) => kept + Array.from(rest, escaped).join(''));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return shortNames.get(character) ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex.padStart(4, '0')}}`);
}
