/** What goes back to a client, besides the headers that every answer has. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export function json(status: number, value: object): Answer {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

/** `message` says what is wrong and the way out. */
export function failure(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const answer = json(status, { error: message });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
