export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of the first table below a heading, without its head; none when there is no such table. */
export function tableBelow(text: string, heading: RegExp): readonly TableRow[] {
  const lines = text.split(/\r?\n/).map((content, index) => ({ content, line: index + 1 }));
  const start = lines.findIndex(({ content }) => /^#+ /.test(content) && heading.test(content));
  const below = start < 0 ? [] : lines.slice(start + 1);
  const first = below.findIndex(({ content }) => content.startsWith('|'));
  const next = below.findIndex(({ content }) => content.startsWith('#'));
  if (first < 0 || (next >= 0 && next < first)) return [];
  const end = below.findIndex(({ content }, index) => index > first && !content.startsWith('|'));
  const rows = below.slice(first, end < 0 ? undefined : end);
  return rows.slice(2).map(({ content, line }) => ({ line, cells: cellsOf(content) }));
}

function cellsOf(row: string): readonly string[] {
  return row
    .replace(/^\||\|\s*$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

/** What stands between backticks, in its order. */
export function quotedIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`]+)`/g), ([, quoted = '']) => quoted);
}

export interface Link {
  readonly line: number;
  readonly target: string;
}

/** The links to files and headings, without those to other places. */
export function linksIn(text: string): readonly Link[] {
  return text
    .split(/\r?\n/)
    .flatMap((content, index) =>
      Array.from(content.matchAll(/\]\(([^()\s]+)\)/g), ([, target = '']) => ({ line: index + 1, target })),
    )
    .filter(({ target }) => !/^[a-z]+:/i.test(target));
}
