import { countAt, type EncodedValue, isListOrMap, itemsOf, textOf, valueAt } from './decode.ts';
import { sectionValueAt } from './messageSections.ts';

export const partitionKeyAnnotation = 'x-opt-partition-key';

/** One key and value of a map of annotations, from `start` to `end` in the message. */
export interface Annotation {
  readonly name: string;
  readonly value: EncodedValue;
  readonly start: number;
  readonly end: number;
}

/** The pairs of the message annotations whose section begins at `sectionStart`. @throws MalformedMessageError */
export function* annotationsIn(message: Buffer, sectionStart: number): Generator<Annotation> {
  yield* pairsOf(message, valueAt(message, sectionValueAt(message, sectionStart)));
}

/** Whether the message annotations whose section begins at `sectionStart` are an empty map, or no map at all. */
export function hasNoAnnotations(message: Buffer, sectionStart: number): boolean {
  const map = valueAt(message, sectionValueAt(message, sectionStart));
  return !isListOrMap(map) || countAt(message, map).count === 0;
}

/** The pairs of any map whose keys are strings or symbols. @throws MalformedMessageError */
export function* pairsOf(message: Buffer, map: EncodedValue): Generator<Annotation> {
  let key: { readonly start: number; readonly value: EncodedValue } | undefined;
  for (const item of itemsOf(message, map)) {
    if (key === undefined) {
      key = item;
      continue;
    }
    yield { name: textOf(message, key.value) ?? '', value: item.value, start: key.start, end: item.value.end };
    key = undefined;
  }
}
