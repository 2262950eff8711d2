/** One of the six fields of an NCRONTAB expression. Names may be shortened to any beginning: "Jan", "Monday", "Mon". */
export interface FieldKind {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

export const fieldKinds = [
  { title: 'second', min: 0, max: 59 },
  { title: 'minute', min: 0, max: 59 },
  { title: 'hour', min: 0, max: 23 },
  { title: 'day', min: 1, max: 31 },
  { title: 'month', min: 1, max: 12, names: months },
  { title: 'day of the week', min: 0, max: 6, names: days },
] as const satisfies readonly FieldKind[];

/**
 * The values that a field allows, ascending; undefined when it is not well-formed. A list of `*`, `n`, `n-m`, each with an
 * optional step; `n/step` runs from n to the end of the field; a range written backwards means the same range.
 * CrontabFieldImpl.cs of https://github.com/atifaziz/NCrontab
 */
export function parseCronField(text: string, kind: FieldKind): readonly number[] | undefined {
  const parts = text.split(',').map((part) => parsePart(part, kind));
  const values = new Set<number>();
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const value of part) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function parsePart(text: string, kind: FieldKind): readonly number[] | undefined {
  const [range = '', stepText, ...rest] = text.split('/');
  if (rest.length > 0 || (stepText !== undefined && !/^[1-9]\d*$/.test(stepText))) return undefined;
  const bounds = parseBounds(range, kind, stepText !== undefined);
  if (bounds === undefined) return undefined;
  const step = Number(stepText ?? 1);
  const count = Math.floor((bounds.last - bounds.first) / step) + 1;
  return Array.from({ length: count }, (_, index) => bounds.first + index * step);
}

function parseBounds(text: string, kind: FieldKind, hasStep: boolean): { first: number; last: number } | undefined {
  if (text === '*') return { first: kind.min, last: kind.max };
  const [first, last, ...rest] = text.split('-').map((value) => parseValue(value, kind));
  if (rest.length > 0 || first === undefined) return undefined;
  if (!text.includes('-')) return { first, last: hasStep ? kind.max : first };
  if (last === undefined) return undefined;
  return { first: Math.min(first, last), last: Math.max(first, last) };
}

function parseValue(text: string, { min, max, names }: FieldKind): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) >= min && Number(text) <= max ? Number(text) : undefined;
  const index = text === '' ? -1 : (names ?? []).findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase()));
  return index === -1 ? undefined : index + min;
}
