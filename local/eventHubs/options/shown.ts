const longest = 100;

/** A value of somebody else as it can stand in a message: quoted, escaped, and cut where it is long. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  const text = isPlain(value) ? JSON.stringify(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Cut between letters: an escape sequence stays whole, and so do the quotes. */
function quoted(text: string): string {
  if (JSON.stringify(text).length <= longest) return JSON.stringify(text);
  const kept = [...text.slice(0, longest)];
  while (JSON.stringify(kept.join('')).length > longest) kept.pop();
  return `${JSON.stringify(kept.join('')).slice(0, -1)}…"`;
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null);
}
