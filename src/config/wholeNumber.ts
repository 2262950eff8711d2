import type { Settings } from './settings.ts';

export interface WholeNumber {
  readonly from: number;
  readonly to: number;
  /** Where the setting is absent. */
  readonly otherwise: number;
}

/** A setting that is a whole number within a range. */
export function readWhole({ get, problem }: Settings, name: string, { from, to, otherwise }: WholeNumber): number {
  const value = get(name) ?? String(otherwise);
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < from || count > to) {
    problem(`App setting ${name} is "${value}". Set a whole number from ${from} to ${to}.`);
  }
  return count;
}
