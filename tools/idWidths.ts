import { displayWidth, fitWidth } from '../local/view/displayWidth.ts';

/** What the last column, mostly the text, is left in a narrow terminal. */
const lastColumns = 20;
const shortestId = 8;

/**
 * Widths of a table's columns, two spaces between them, in a terminal so wide: where the last column would be left too
 * little, columns of ids give way, that of the row's own id last, since it is what one copies. `fields` name the columns.
 */
export function idWidths(fields: readonly string[], widths: readonly number[], terminal: number): readonly number[] {
  const shortened = [...widths];
  const last = fields.length - 1;
  let lacking = total(widths.slice(0, last)) + 2 * last + Math.min(widths[last] ?? 0, lastColumns) - terminal;
  const ids = fields.flatMap((field, index) => (index < last && /^id$|Id$/.test(field) ? [index] : []));
  for (const index of ids.sort((left, right) => rank(fields[left]) - rank(fields[right]))) {
    const width = widths[index] ?? 0;
    const given = Math.max(0, Math.min(lacking, width - shortestId));
    shortened[index] = width - given;
    lacking -= given;
  }
  return shortened;
}

/** The text, or its beginning and end with an ellipsis between them, in so many columns. */
export function fitMiddle(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let end = '';
  for (const character of [...text].reverse()) {
    if (displayWidth(character + end) > (columns - 1) / 2) break;
    end = character + end;
  }
  return fitWidth(text, columns - displayWidth(end)) + end;
}

function rank(field: string | undefined): number {
  return field === 'id' ? 1 : 0;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
