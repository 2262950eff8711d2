import type { Entry } from '../posts/timeline.ts';
import type { FieldSelection } from '../search/fieldSelection.ts';
import { defaultFields, newerWords } from '../search/fields.ts';
import type { Behaviour } from './behaviour.ts';

/** Which keys a post shows, and under which names. */
export interface Shape {
  /** The same for the same shape. */
  readonly name: string;
  readonly fields: ReadonlySet<string>;
  readonly words: 'tweet' | 'post';
  readonly optionalKeys: Behaviour['optionalKeys'];
  readonly hasUnknownKeys: boolean;
}

export function shapeOf({ fields: asked, askedIn }: FieldSelection, behaviour: Behaviour): Shape {
  const { vocabulary, optionalKeys, ignoresFields, hasUnknownKeys } = behaviour;
  const fields = ignoresFields ? new Set(defaultFields) : asked;
  const words = vocabulary === 'as-asked' ? askedIn : vocabulary;
  const name = [words, optionalKeys, hasUnknownKeys, ...fields].join();
  return { name, fields, words, optionalKeys, hasUnknownKeys };
}

/** A post as JSON, worked out once as long as the same shape is asked for. */
export function renderPost(entry: Entry, shape: Shape): string {
  if (entry.json?.shape !== shape.name) entry.json = { shape: shape.name, text: JSON.stringify(shaped(entry, shape)) };
  return entry.json.text;
}

function shaped({ post }: Entry, shape: Shape): object {
  const { fields, words, optionalKeys, hasUnknownKeys } = shape;
  const keys = optionalKeys === 'missing' ? new Set(['id', 'text']) : fields;
  const known = Object.entries(post).filter(([key, value]) => value !== undefined && keys.has(key));
  const absent = optionalKeys === 'null' ? [...fields].filter((key) => !known.some(([name]) => name === key)) : [];
  const pairs = [...known, ...absent.map((key) => [key, null])];
  const inWords = words === 'post' ? pairs.map(renamed) : pairs;
  return { ...Object.fromEntries(inWords), ...(hasUnknownKeys && { zz_unheard_of: { of: [1, null] }, '': true }) };
}

function renamed([key, value]: readonly unknown[]): readonly unknown[] {
  const name = typeof key === 'string' ? (newerWords[key] ?? key) : key;
  return [name, key === 'public_metrics' ? renamedMetrics(value) : value];
}

function renamedMetrics(metrics: unknown): unknown {
  if (typeof metrics !== 'object' || metrics === null || !('retweet_count' in metrics)) return metrics;
  const { retweet_count, ...others } = metrics;
  return { repost_count: retweet_count, ...others };
}
