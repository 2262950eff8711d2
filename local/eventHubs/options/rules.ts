/** What a value must be, in words that follow "It must be". */
export interface Rule {
  readonly must: string;
  accepts(value: unknown): boolean;
}

export function wholeNumber(from: number, to: number): Rule {
  return {
    must: `a whole number from ${from} to ${to}`,
    accepts: (value) => typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to,
  };
}

export function numberWithin(from: number, to: number): Rule {
  return {
    must: `a number from ${from} to ${to}`,
    accepts: (value) => typeof value === 'number' && value >= from && value <= to,
  };
}

export function matching(pattern: RegExp, must: string): Rule {
  return { must, accepts: (value) => typeof value === 'string' && pattern.test(value) };
}

export const flag: Rule = { must: 'true or false', accepts: (value) => typeof value === 'boolean' };

export const list: Rule = { must: 'a list', accepts: Array.isArray };

export const callback: Rule = { must: 'a function', accepts: (value) => typeof value === 'function' };
