// Line breaks and tabs stay; whatever else steers a terminal, or turns the direction of the text, is shown as its code point.
const steering = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text that may quote strangers, fit for a terminal. */
export function visible(text: string): string {
  return text.replace(steering, (character) =>
    '\n\t'.includes(character) ? character : `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

/** The same of an error: its code stays, message and stack are made visible. */
export function visibleError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(visible(String(error)));
  const { message, stack = message } = error;
  const shown = Object.assign(new Error(visible(message)), { stack: visible(stack) });
  return 'code' in error ? Object.assign(shown, { code: error.code }) : shown;
}
