import type { Expression } from './syntax.ts';

/** Whether two expressions are written alike, wherever they stand. */
export function sameExpression(one: Expression | undefined, other: Expression | undefined): boolean {
  return one !== undefined && other !== undefined && written(one) === written(other);
}

function written(expression: Expression): string {
  return JSON.stringify(expression, (key, value: unknown) => (key === 'line' ? undefined : value));
}
