export interface TextPosition {
  /** Both from 1, as editors count. */
  readonly line: number;
  readonly column: number;
}

/**
 * Where `JSON.parse` gave a text up. Its own message is not for people's eyes: it quotes what stands around the mistake,
 * which in a settings file may be a key. `error` is what it threw for this text.
 */
export function jsonMistake(text: string, error: unknown): TextPosition {
  const before = text.slice(0, positionIn(error) ?? unexpectedToken(text)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function positionIn(error: unknown): number | undefined {
  const position = /at position (\d+)/.exec(String(error))?.[1];
  return position === undefined ? undefined : Number(position);
}

/** For "Unexpected token" V8 gives no position: it ends the shortest beginning of the text that has the same mistake. */
function unexpectedToken(text: string): number {
  let without = 0;
  let having = text.length + 1;
  while (having - without > 1) {
    const middle = Math.floor((without + having) / 2);
    if (hasUnexpectedToken(text.slice(0, middle))) having = middle;
    else without = middle;
  }
  return having - 1;
}

function hasUnexpectedToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return String(error).includes('Unexpected token');
  }
}
