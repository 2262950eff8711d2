import { nearest } from '../options/nearest.ts';
import { shown } from '../options/shown.ts';

/** What was found in a file while it was read to its end. */
export interface Findings {
  /** Each begins with the place: `UserConfig.NamespaceConfig[0].Name: …` */
  readonly mistakes: string[];
  /** Of what does no harm. */
  readonly warnings: string[];
}

/** A value of the file, and where it stands. A value that lacks is `undefined`. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
  readonly findings: Findings;
}

/** Notes a mistake: the value, and what it must be. */
export function wrong({ path, value, findings }: Place, must: string): undefined {
  const what = value === undefined ? 'is missing' : `is ${shown(value)}`;
  findings.mistakes.push(`${path === '' ? '' : `${path}: `}${what}. It must be ${must}.`);
  return undefined;
}

/**
 * The members of an object, by their names; what is no object is noted, and has members without a value. Names that are
 * not known are noted as such, since the official emulator reads past them.
 */
export function members<Name extends string>(
  place: Place,
  names: readonly Name[],
): Readonly<Record<Name, Place>> | undefined {
  if (!isObject(place.value)) return wrong(place, `an object with ${names.join(', ')}`);
  const { value, findings } = place;
  const at = (name: string): string => (place.path === '' ? name : `${place.path}.${name}`);
  for (const name of Object.keys(value).filter((each) => !names.some((known) => known === each))) {
    const meant = nearest(name, names);
    findings.warnings.push(`${at(name)}: is not known and has no effect.${meant ? ` Did you mean "${meant}"?` : ''}`);
  }
  const entries = names.map((name) => [name, { path: at(name), value: value[name], findings }]);
  return Object.fromEntries(entries);
}

/** The items of a list of 1 to `most`; what is none is noted. */
export function items(place: Place, most: number, what: string): readonly Place[] {
  const { path, value, findings } = place;
  const must = most === 1 ? `a list of exactly one ${what}` : `a list of 1 to ${most} ${what}s`;
  if (!Array.isArray(value)) {
    wrong(place, must);
    return [];
  }
  if (value.length < 1 || value.length > most)
    findings.mistakes.push(`${path}: has ${value.length} items. It must be ${must}.`);
  return value.map((item: unknown, index) => ({ path: `${path}[${index}]`, value: item, findings }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
