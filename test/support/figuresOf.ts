/** What a line tells queries: the object at its end. Throws when the line is none of that kind. */
export function figuresOf(line: string | undefined, kind: 'batch' | 'attempt' | 'run'): Record<string, unknown> {
  const [, json] = new RegExp(` ${kind}=(\\{.*\\})$`).exec(line ?? '') ?? [];
  if (json === undefined) throw new Error(`This line ends with no ${kind}={…}: ${line}`);
  return JSON.parse(json);
}

/** What a line tells people: all before the object. */
export function sentenceOf(line: string | undefined): string {
  return (line ?? '').replace(/ (batch|attempt|run)=\{.*\}$/, '');
}
