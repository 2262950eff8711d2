import type { Column } from './columns.ts';
import { displayWidth, fitWidth, padWidth } from './displayWidth.ts';
import { safeText } from './safeText.ts';
import type { ViewedEvent } from './viewedEvent.ts';

const ruleLine = '-'.repeat(43);

/** No column that may be cut gets narrower, however narrow the terminal; then lines wrap. */
const narrowest = 8;

/** Wider cells of an uncut table stick out, so that one body of a megabyte does not make a hundred of its neighbours. */
const widestPadding = 2_000;

/**
 * One micro-batch as Spark's console sink prints it with `truncate = false`: a rule, `Batch: 3`, a rule, a table with
 * cells to the left (Dataset.showString), an empty line. The columns that may be cut share what `width` leaves them.
 */
export function sparkBatch(
  batch: number,
  events: readonly ViewedEvent[],
  columns: readonly Column[],
  width: number,
): string {
  const head = columns.map(({ name }) => safeText(name));
  const rows = events.map((event) => columns.map((column) => safeText(column.value(event) ?? 'null')));
  const widths = columnWidths([head, ...rows], columns, width);
  const border = `+${widths.map((each) => '-'.repeat(each)).join('+')}+`;
  const line = (cells: readonly string[]): string =>
    `|${cells.map((cell, index) => cellText(cell, widths[index] ?? 0, columns[index]?.cut === true && Number.isFinite(width))).join('|')}|`;
  return [ruleLine, `Batch: ${batch}`, ruleLine, border, line(head), border, ...rows.map(line), border, '', ''].join(
    '\n',
  );
}

/** Columns and their types as Spark's `printSchema` prints them. */
export function sparkSchema(columns: readonly Column[]): string {
  const lines = columns.map(({ name, type }) => ` |-- ${safeText(name)}: ${type} (nullable = true)`);
  return ['root', ...lines, '', ''].join('\n');
}

function cellText(cell: string, width: number, cut: boolean): string {
  return padWidth(cut ? fitWidth(cell, width) : cell, width);
}

function columnWidths(
  lines: readonly (readonly string[])[],
  columns: readonly Column[],
  width: number,
): readonly number[] {
  const natural = columns.map((_, index) =>
    Math.min(widestPadding, Math.max(3, ...lines.map((cells) => displayWidth(cells[index] ?? '')))),
  );
  const borders = columns.length + 1;
  const fixed = sum(natural.filter((_, index) => columns[index]?.cut === false));
  const share = fairShare(
    natural.filter((_, index) => columns[index]?.cut === true),
    width - borders - fixed,
  );
  return natural.map((each, index) => (columns[index]?.cut === true ? Math.min(each, share) : each));
}

/** The widest that a column may be for all to fit into the room: those that need less leave the rest to the others. */
function fairShare(widths: readonly number[], room: number): number {
  const ascending = [...widths].sort((one, other) => one - other);
  let left = room;
  for (const [index, width] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (width > share) return Math.max(narrowest, share);
    left -= width;
  }
  return Number.POSITIVE_INFINITY;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
