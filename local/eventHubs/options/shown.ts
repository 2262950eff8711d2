const longest = 100;

/** A value of somebody else as it can stand in a message: quoted, escaped, and cut where it is long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' || isPlain(value) ? JSON.stringify(value) : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null);
}
