import { bodyOf, propertyOf, type TypedResource } from '../bicep/walk.ts';
import { evaluate } from './evaluate.ts';
import type { Place } from './jsonValue.ts';

/** The names that a resource's declaration makes, one or those of its loop; only those that the text tells. */
export function namesOf({ resource }: TypedResource, place: Place): readonly string[] {
  const name = propertyOf(bodyOf(resource.value), 'name');
  if (name === undefined) return [];
  if (resource.value.kind !== 'loop') return texts(evaluate(name, place));
  const { item, over } = resource.value;
  const items = evaluate(over, place).flatMap((list) => (Array.isArray(list) ? list : []));
  return texts(items.flatMap((each) => evaluate(name, { ...place, locals: new Map([[item, each]]) })));
}

function texts(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))];
}
