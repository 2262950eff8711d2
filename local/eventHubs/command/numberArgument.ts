import { InvalidArgumentError } from 'commander';
import { optionRules } from '../options/optionRules.ts';
import type { EventHubsOptions } from '../options.ts';

/** Reads a number for commander, within the range that the option of that name has. */
export function numberArgument(option: keyof EventHubsOptions): (text: string) => number {
  const { must, accepts } = optionRules[option];
  return (text) => {
    const value = Number(text);
    if (/^\d+(\.\d+)?$/.test(text) && accepts(value)) return value;
    throw new InvalidArgumentError(`It must be ${must}.`);
  };
}
