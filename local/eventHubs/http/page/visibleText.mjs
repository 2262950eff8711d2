/** Scripts in which a joiner between two letters is spelling (Persian, Hindi, …), not a trick. */
const joinedScripts = ['Arab', 'Syrc', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh'];
const joinedLetter = `[${joinedScripts.map((script) => `\\p{scx=${script}}`).join('')}]`;
const pictograph = '\\p{Extended_Pictographic}[\\ufe0e\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?';

/** Characters that draw nothing, at the places where they belong. */
const wellPlaced = [
  '[0-9#*]\\ufe0f\\u20e3',
  `${pictograph}(?:\\u200d${pictograph}){0,9}`,
  `(?<=${joinedLetter})[\\u200c\\u200d](?=${joinedLetter})`,
].join('|');

/** Controls, line separators, lone surrogates, noncharacters, and all that draws nothing, bidi controls included. */
const hidden =
  '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}\\ufff9-\\ufffb]';
const keptOrHidden = new RegExp(`(?:${wellPlaced})|(${hidden})`, 'gu');

/** @type {ReadonlyMap<string, string>} */
const shortNames = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * A text of strangers in pieces: what would reorder it, break it or hide in it stands in a piece of its own, written as
 * JavaScript would write it. `kept` characters, such as line breaks, stay as they are.
 * @param {string} text
 * @param {string} [kept]
 * @returns {readonly { readonly text: string, readonly wasHidden: boolean }[]}
 */
export function visiblePieces(text, kept = '') {
  const pieces = [];
  let from = 0;
  for (const { index, 1: character } of text.matchAll(keptOrHidden)) {
    if (character === undefined || kept.includes(character)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), wasHidden: false });
    pieces.push({ text: escaped(character), wasHidden: true });
    from = index + character.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), wasHidden: false });
  return pieces;
}

/** @param {string} character */
function escaped(character) {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return shortNames.get(character) ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex.padStart(4, '0')}}`);
}
