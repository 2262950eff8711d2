import type { Expression, Problem } from '../bicep/syntax.ts';
import type { Place } from '../project/jsonValue.ts';
import type { Schema, SchemaProperty } from '../schemas/schema.ts';

/** Which value is looked at. */
export interface Checked {
  readonly schema: Schema;
  readonly place: Place;
  /** Where it lies in the resource: `properties.sku`. */
  readonly path: string;
}

export type CheckValue = (value: Expression, property: SchemaProperty, checked: Checked) => readonly Problem[];
