import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ParameterType = 'string' | 'int' | 'bool' | 'array';

/** The types of the parameters of infra/main.bicep, which a file of parameters has to keep. */
export function parameterTypes(root: string): ReadonlyMap<string, ParameterType> {
  const text = readFileSync(join(root, 'infra', 'main.bicep'), 'utf8');
  const declarations = text.matchAll(/^param (\w+) (.+?)(?: = .*)?$/gm);
  return new Map([...declarations].map(([, name = '', type = '']) => [name, typeOf(type)]));
}

function typeOf(type: string): ParameterType {
  if (type === 'int' || type === 'bool') return type;
  return type.endsWith('[]') || type === 'array' ? 'array' : 'string';
}
