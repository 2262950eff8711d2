import { displayWidth, fitWidth, padWidth } from '../local/view/displayWidth.ts';
import { safeText } from '../local/view/safeText.ts';
import type { TweetRow } from '../src/adapters/tableTweetReader.ts';
import { fitMiddle, idWidths } from './idWidths.ts';

/** What a person sees of a row, unless they ask for other fields. */
const readable: Readonly<Record<string, string>> = { time: 'createdAt', id: 'id', author: 'authorId', text: 'text' };

/**
 * Rows as a plain table in aligned columns, with a heading; `fields` are names of columns in the store, by default the
 * readable ones that any row has. `width` in columns of the terminal: ids give way to the last field, which is cut to
 * what is left; infinite cuts nothing. Strangers' text cannot steer a terminal.
 */
export function rowTable(rows: readonly TweetRow[], fields: readonly string[] | undefined, width: number): string {
  const columns = fields ? fields.map((field) => [field, field] as const) : readableColumns(rows);
  const cells = rows.map((row) => columns.map(([, field]) => safeText(fieldText(row[field]))));
  const table = [columns.map(([heading]) => safeText(heading)), ...cells];
  const wanted = columns.map((_, index) => Math.max(...table.map((line) => displayWidth(line[index] ?? ''))));
  const names = columns.map(([, field]) => field);
  const widths = idWidths(names, wanted, width);
  return table.map((line) => `${fitWidth(lineText(line, widths), width)}\n`).join('');
}

function readableColumns(rows: readonly TweetRow[]) {
  return Object.entries(readable).filter(([, field]) => rows.some((row) => fieldText(row[field]) !== ''));
}

/** A row as one JSON object; of a chosen list of fields, those that it has. */
export function rowObject(row: TweetRow, fields: readonly string[] | undefined): Readonly<Record<string, unknown>> {
  const names = fields?.filter((field) => Object.hasOwn(row, field)) ?? Object.keys(row);
  return Object.fromEntries(names.map((name) => [name, jsonValue(row[name])]));
}

/** Two spaces between columns; the last is not filled up. */
function lineText(line: readonly string[], widths: readonly number[]): string {
  const last = line.length - 1;
  const fitted = line.map((cell, index) => (index === last ? cell : fitMiddle(cell, widths[index] ?? 0)));
  return fitted
    .map((cell, index) => padWidth(cell, widths[index] ?? 0))
    .join('  ')
    .trimEnd();
}

function fieldText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().replace('T', ' ').slice(0, 19);
  return value === undefined || value === null ? '' : String(value);
}

/** Table storage gives a number of 64 bits as a bigint, which JSON lacks. */
function jsonValue(value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);
}
