import { isRecord } from '../tweet.ts';

/** What X says went wrong. Every text in it is X's. */
export interface Problem {
  /** Last path segment of the problem's URI (its host changed in 2026, the path did not), else its title. */
  readonly kinds: readonly string[];
  readonly title: string | undefined;
  readonly reason: string | undefined;
  /** Of the errors inside. */
  readonly messages: readonly string[];
}

/** Reads problem details, alone or in a list `errors`, and the errors of v1. https://docs.x.com/x-api/fundamentals/response-codes-and-errors */
export function readProblem(body: unknown): Problem {
  const whole = isRecord(body) ? body : {};
  const errors = Array.isArray(whole.errors) ? whole.errors.filter(isRecord) : [];
  const parts = [whole, ...errors];
  return {
    kinds: parts.flatMap(kindsOf),
    title: parts.map(({ title }) => title).find(isText),
    reason: parts.map(({ reason }) => reason).find(isText),
    messages: errors.flatMap(({ message, detail }) => [message, detail].filter(isText)),
  };
}

/** X's words, short and on one line, for a log. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}

function kindsOf({ type, title }: Readonly<Record<string, unknown>>): readonly string[] {
  const segment = isText(type) ? type.split('/').at(-1) : undefined;
  return [segment, title].filter(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
