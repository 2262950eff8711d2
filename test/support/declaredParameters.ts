import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A parameter of a template as it stands there. */
export interface DeclaredParameter {
  readonly name: string;
  readonly type: string;
  /** Undefined where a value must be given. */
  readonly byDefault: string | undefined;
  readonly decorators: string;
}

/** As all of infra/ writes one: a line for each decorator, and one for the rest. */
const declaration = /((?:^@.+\n)*)^param (\w+) (.+?)(?: = (.+))?$/gm;

/** The parameters of a template in infra/, in their order. */
export function declaredParameters(template: string): readonly DeclaredParameter[] {
  return [...infraFile(template).matchAll(declaration)].map(([, decorators = '', name = '', type = '', byDefault]) => ({
    name,
    type,
    byDefault,
    decorators,
  }));
}

/** The text of a file, by its path from infra/ on. */
export function infraFile(path: string): string {
  return readFileSync(join(__dirname, '..', '..', 'infra', path), 'utf8').replaceAll('\r\n', '\n');
}
