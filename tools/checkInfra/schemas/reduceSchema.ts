/** One property as the extracts hold it: its type alone where nothing else is to be said of it. */
export type ReducedProperty = string | Readonly<Record<string, string | number | true>>;

export interface ReducedObject {
  readonly properties: Readonly<Record<string, ReducedProperty>>;
  /** The type of what any other name may hold. */
  readonly additional?: string;
}

/** What `tools/checkInfra/schemas/*.json` hold. */
export interface ReducedSchema {
  readonly type: string;
  readonly apiVersion: string;
  readonly source: string;
  readonly body: ReducedObject | { readonly variants: Readonly<Record<string, ReducedObject>> };
  readonly objects: Readonly<Record<string, ReducedObject>>;
}

/** The parts of the answer of `azmcp bicepschema get` that are read. */
export interface AnswerObject {
  readonly name: string;
  readonly properties: readonly AnswerProperty[];
  readonly additionalPropertiesType?: string;
}
export interface AnswerProperty {
  readonly name: string;
  readonly type: string;
  readonly flags?: string;
  readonly modifiers?: string;
}
export interface Answer {
  /** `<type>@<version>` */
  readonly resource: string;
  /** One, or for a discriminated type one for each name that it takes. */
  readonly bodies: readonly AnswerObject[];
  readonly objects: readonly AnswerObject[];
}

/** Leaves out descriptions, the objects that no property leads to, and those variants that `variants` does not name. */
export function reduceSchema({ resource, bodies, objects }: Answer, source: string, variants: readonly string[]) {
  const [type = '', apiVersion = ''] = resource.split('@');
  const named = variants.flatMap((variant) => {
    const body = bodies.find(({ properties }) => typeOfName(properties) === variant);
    return body === undefined ? [] : [[variant, reduced(body)] as const];
  });
  const [whole] = bodies.map(reduced);
  const body = named.length > 0 ? { variants: Object.fromEntries(named) } : (whole ?? { properties: {} });
  const starts = named.length > 0 ? named.map(([, each]) => each) : [whole ?? { properties: {} }];
  return { type, apiVersion, source, body, objects: reachable(starts, objects) } satisfies ReducedSchema;
}

function typeOfName(properties: readonly AnswerProperty[]): string | undefined {
  return properties.find(({ name }) => name === 'name')?.type;
}

function reduced({ properties, additionalPropertiesType: additional }: AnswerObject): ReducedObject {
  const entries = properties.map((property) => [property.name, reducedProperty(property)] as const);
  return { properties: Object.fromEntries(entries), ...(additional !== undefined && { additional }) };
}

function reducedProperty({ type, flags = '', modifiers = '' }: AnswerProperty): ReducedProperty {
  const said = flags.split(', ');
  const rest = {
    ...(said.includes('Required') && { required: true as const }),
    ...(said.includes('ReadOnly') && { readOnly: true as const }),
    ...Object.fromEntries(
      Array.from(modifiers.matchAll(/(min\w+|max\w+): (\d+)/g), ([, name = '', value]) => [name, Number(value)]),
    ),
    ...Object.fromEntries(Array.from(modifiers.matchAll(/pattern: (.+)$/g), ([, value = '']) => ['pattern', value])),
  };
  return Object.keys(rest).length === 0 ? type : { type, ...rest };
}

function reachable(starts: readonly ReducedObject[], objects: readonly AnswerObject[]): ReducedSchema['objects'] {
  const found = new Map<string, ReducedObject>();
  const waiting = [...starts];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const types = Object.values(next.properties).map((property) =>
      typeof property === 'string' ? property : String(property.type),
    );
    for (const name of [...types, next.additional ?? ''].map((each) => each.replace(/(\[\])+$/, ''))) {
      const object = objects.find((each) => each.name === name);
      if (object === undefined || found.has(name)) continue;
      found.set(name, reduced(object));
      waiting.push(reduced(object));
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
