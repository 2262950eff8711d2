import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../../src/pipeline/tweet.ts';
import { type ParameterType, parameterTypes } from './parameterTypes.ts';

export type ParameterValue = string | number | boolean | readonly unknown[];

export interface Parameters {
  readonly values: ReadonlyMap<string, ParameterValue>;
  /** The variable that each value came from, for messages. */
  readonly variables: ReadonlyMap<string, string>;
  /** What cannot be a value of its parameter, a sentence each. */
  readonly problems: readonly string[];
}

/**
 * The parameters of a provisioning: infra/main.parameters.json, with its `${NAME=default}` filled in as azd does it. A
 * variable that is empty counts as not set, there too.
 */
export function readParameters(root: string, variables: Readonly<Record<string, string | undefined>>): Parameters {
  const file: unknown = JSON.parse(readFileSync(join(root, 'infra', 'main.parameters.json'), 'utf8'));
  const entries = isRecord(file) && isRecord(file.parameters) ? Object.entries(file.parameters) : [];
  const types = parameterTypes(root);
  const values = new Map<string, ParameterValue>();
  const names = new Map<string, string>();
  const problems: string[] = [];
  for (const [name, entry] of entries) {
    const text = isRecord(entry) && typeof entry.value === 'string' ? entry.value : '';
    const { variable, value } = filledIn(text, variables);
    names.set(name, variable);
    const typed = ofType(value, types.get(name) ?? 'string');
    if (typed === undefined) problems.push(`${variable} is "${value}", and ${name} is ${described(types.get(name))}.`);
    else values.set(name, typed);
  }
  return { values, variables: names, problems };
}

/** Every value of the file is one variable, with or without a default. */
function filledIn(text: string, variables: Readonly<Record<string, string | undefined>>) {
  const { name = '', fallback = '' } = /^\$\{(?<name>\w+)(?:=(?<fallback>.*))?\}$/.exec(text)?.groups ?? {};
  if (name === '') return { variable: text, value: text };
  return { variable: name, value: variables[name] || fallback };
}

function ofType(text: string, type: ParameterType): ParameterValue | undefined {
  if (type === 'int') return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
  if (type === 'bool') return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined;
  const value = type === 'array' ? inJson(text) : inJson(`"${text}"`);
  if (type === 'array') return Array.isArray(value) ? value : undefined;
  return typeof value === 'string' ? value : undefined;
}

/**
 * azd puts a variable into the JSON of its parameter as it stands: a double quote of a text has to be written \".
 * https://github.com/Azure/azure-dev/blob/main/cli/azd/pkg/infra/provisioning/bicep/bicep_provider.go (loadParameters)
 */
function inJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function described(type: ParameterType | undefined): string {
  if (type === 'int') return 'a whole number';
  if (type === 'bool') return 'true or false';
  if (type === 'array') return 'a list such as ["publishTweets"]';
  return 'put into JSON as it stands: write \\" for a double quote, and \\\\ for a backslash';
}
