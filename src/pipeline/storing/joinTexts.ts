const furtherPart = /^(.+)_([1-9]\d?)$/;

/** Columns as they stand in the table, with texts that were spread over several columns in one again. */
export function joinTexts(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const further = Object.keys(row).flatMap((column) => partOf(column, row));
  if (further.length === 0) return row;
  const parts = new Set(further.map(({ column }) => column));
  const joined = Object.fromEntries(Object.entries(row).filter(([column]) => !parts.has(column)));
  for (const { name, text } of further.toSorted((one, other) => one.index - other.index))
    joined[name] = `${joined[name]}${text}`;
  return joined;
}

function partOf(column: string, row: Readonly<Record<string, unknown>>) {
  const [, name, index] = furtherPart.exec(column) ?? [];
  const text = row[column];
  if (name === undefined || typeof text !== 'string' || typeof row[name] !== 'string') return [];
  return [{ column, name, index: Number(index), text }];
}
