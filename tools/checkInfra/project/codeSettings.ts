import type { InfraProject } from './infraProject.ts';

/** The range of a whole number that the code reads. */
export interface SettingRange {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly otherwise: number;
}

/** The text of every file that names settings: `src/config.ts`, `src/config/` and the bindings of `src/functions/`. */
function sources({ files }: InfraProject): readonly string[] {
  const paths = [...files.paths.filter((path) => /^src\/(config|functions)\/.*\.ts$/.test(path)), 'src/config.ts'];
  return paths.map((path) => files.read(path) ?? '');
}

/**
 * The settings that the code reads, by base name. They stand in its text as constants in capitals, as the argument of
 * `get('…')`, in names with `__`, and in bindings as `%…%` or `connection: '…'`.
 */
export function settingsInCode(project: InfraProject): ReadonlySet<string> {
  const patterns = [
    /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g,
    /(?<!\.)\bget\('(\w+)'\)/g,
    /'([A-Za-z]+)__\w+'/g,
    /%(\w+)%/g,
    /connection: '(\w+)'/g,
  ];
  const found = sources(project).flatMap((text) => patterns.flatMap((each) => [...text.matchAll(each)]));
  return new Set(found.flatMap(([, name]) => (name === undefined ? [] : [name.split('__')[0] ?? name])));
}

/** As `readWhole(settings, 'NAME', { from, to, otherwise })` states them. */
export function rangesInCode(project: InfraProject): readonly SettingRange[] {
  const call = /readWhole\(settings, '(\w+)', \{ from: ([\d_]+), to: ([\d_]+), otherwise: ([\d_]+) \}/g;
  const number = (text = '') => Number(text.replaceAll('_', ''));
  return sources(project).flatMap((text) =>
    Array.from(text.matchAll(call), ([, name = '', from, to, otherwise]) => ({
      name,
      from: number(from),
      to: number(to),
      otherwise: number(otherwise),
    })),
  );
}
