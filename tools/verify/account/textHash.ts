import { fnv1a } from '../../../src/pipeline/fnv1a.ts';

/** 32 bits that tell two texts apart. Half a surrogate pair is no text that storage takes: it stands there as U+FFFD. */
export function textHash(text: string): number {
  return fnv1a(text.toWellFormed()) | 0;
}
