import type { Parameter } from '../bicep/syntax.ts';

export type Bound = 'minValue' | 'maxValue' | 'minLength' | 'maxLength';

/** What a decorator bounds a parameter to. */
export function boundOf({ decorators }: Parameter, name: Bound): number | undefined {
  const [value] = decorators.find((decorator) => decorator.name === name)?.arguments ?? [];
  return value?.kind === 'number' ? value.value : undefined;
}
