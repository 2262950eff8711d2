/** Where something begins, from 1. */
export interface Located {
  readonly line: number;
}

export interface Text extends Located {
  readonly kind: 'text';
  /** What stands as it is, and what `${…}` puts in. */
  readonly parts: readonly (string | Expression)[];
}

export interface ObjectExpression extends Located {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  readonly resources: readonly Resource[];
}

export interface Property extends Located {
  /** Absent where the name is computed. */
  readonly name: string | undefined;
  readonly computedName?: Text;
  readonly value: Expression;
}

export interface Loop extends Located {
  readonly kind: 'loop';
  readonly item: string;
  readonly index: string | undefined;
  readonly over: Expression;
  readonly body: Expression;
}

/** `if (condition) { … }` before a resource's, a module's or a loop's body. */
export interface Conditioned extends Located {
  readonly kind: 'conditioned';
  readonly condition: Expression;
  readonly body: ObjectExpression;
}

export interface Call extends Located {
  readonly kind: 'call';
  readonly name: string;
  /** `vault` in `vault.getSecret('…')`, `sys` in `sys.guid()`. */
  readonly receiver: Expression | undefined;
  readonly arguments: readonly Expression[];
}

export interface Member extends Located {
  readonly kind: 'member';
  readonly object: Expression;
  readonly name: string;
}

export interface Name extends Located {
  readonly kind: 'name';
  readonly name: string;
}

export type Expression =
  | Text
  | ObjectExpression
  | Loop
  | Conditioned
  | Call
  | Member
  | Name
  | (Located & { readonly kind: 'number'; readonly value: number })
  | (Located & { readonly kind: 'truth'; readonly value: boolean })
  | (Located & { readonly kind: 'null' })
  | (Located & { readonly kind: 'array'; readonly items: readonly Expression[] })
  | (Located & { readonly kind: 'nested'; readonly resource: Expression; readonly name: string })
  | (Located & { readonly kind: 'index'; readonly object: Expression; readonly index: Expression })
  | (Located & { readonly kind: 'operation'; readonly operator: string; readonly operands: readonly Expression[] })
  | (Located & {
      readonly kind: 'conditional';
      readonly condition: Expression;
      readonly consequence: Expression;
      readonly alternative: Expression;
    })
  | (Located & { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression });

/** A parameter's or output's type, as far as the checks tell types apart. */
export type Type =
  | { readonly kind: 'primitive'; readonly name: string }
  | { readonly kind: 'literal'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'array'; readonly of: Type }
  | { readonly kind: 'nullable'; readonly of: Type }
  | { readonly kind: 'object'; readonly properties: ReadonlyMap<string, Type> }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'other'; readonly text: string };

export interface Declared extends Located {
  readonly name: string;
  readonly decorators: readonly Call[];
}

export interface Parameter extends Declared {
  readonly type: Type;
  readonly otherwise: Expression | undefined;
}

export interface Variable extends Declared {
  readonly value: Expression;
}

export interface Output extends Variable {
  readonly type: Type;
}

export interface Resource extends Declared {
  /** As it is written: a nested one names only its last part, and takes its version from the one around it. */
  readonly type: string;
  readonly apiVersion: string | undefined;
  readonly existing: boolean;
  readonly value: Expression;
}

export interface Module extends Declared {
  readonly path: string;
  readonly value: Expression;
}

export interface Problem extends Located {
  readonly message: string;
}

/** One `.bicep` file. */
export interface Template {
  readonly file: string;
  readonly targetScope: string;
  readonly parameters: readonly Parameter[];
  readonly variables: readonly Variable[];
  readonly outputs: readonly Output[];
  /** Without those that stand in another's body. */
  readonly resources: readonly Resource[];
  readonly modules: readonly Module[];
  /** What a compiler would not take. */
  readonly problems: readonly Problem[];
}
