/** What a property takes. */
export interface SchemaProperty {
  /** `string`, `int`, `bool`, `any`, an object's name, `a | b` with the values, and any of them followed by `[]`. */
  readonly type: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly pattern?: string;
}

export interface SchemaObject {
  readonly properties: ReadonlyMap<string, SchemaProperty>;
  /** What any other name may hold; undefined where there is no other name. */
  readonly additional: string | undefined;
}

/** A resource type at one version. */
export interface Schema {
  readonly type: string;
  readonly apiVersion: string;
  /** Where it comes from: extracted, or written by hand. */
  readonly source: string;
  /** By the resource's name where each name has a body of its own, else one for any name (`*`). */
  readonly bodies: ReadonlyMap<string, SchemaObject>;
  readonly objects: ReadonlyMap<string, SchemaObject>;
}

/** By resource type in lower case, as Azure compares them. */
export type Schemas = ReadonlyMap<string, Schema>;
