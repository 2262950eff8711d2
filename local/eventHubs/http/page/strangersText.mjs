import { element } from './element.mjs';
import { visiblePieces } from './visibleText.mjs';

/** Beyond this many, marks would slow the page down more than they tell. */
const maxMarks = 2000;

/**
 * What strangers wrote, as nodes: text, and marks for what would otherwise not be seen.
 * @param {string} text
 * @param {string} [kept] characters that stay as they are
 * @returns {readonly (string | Node)[]}
 */
export function strangersText(text, kept) {
  const pieces = visiblePieces(text, kept);
  if (pieces.length > maxMarks) return [pieces.map((piece) => piece.text).join('')];
  return pieces.map((piece) =>
    piece.wasHidden ? element('span', { class: 'hidden-character' }, [piece.text]) : piece.text,
  );
}
