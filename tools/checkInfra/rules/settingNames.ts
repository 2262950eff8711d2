import type { Finding } from '../finding.ts';
import { memberOf } from '../memberOf.ts';
import { settingsInCode } from '../project/codeSettings.ts';
import type { InfraProject } from '../project/infraProject.ts';
import { settingsOf } from '../project/settingsOf.ts';
import type { Rule } from '../rule.ts';
import { settingExceptions } from '../tables/settingExceptions.ts';

const example = 'local.settings.json.example';
const everywhere = ['code', 'azure', 'local'] as const;
type Where = (typeof everywhere)[number];

const places: Readonly<Record<Where, string>> = {
  code: 'src/config',
  azure: 'the app settings in Bicep',
  local: example,
};

/** Code, Bicep and the example name the same settings, by what stands before `__`, but for `tables/settingExceptions.ts`. */
export const settingNames: Rule = (project) => {
  const azure = settingsOf(project);
  if (azure.length === 0) return [];
  const found: Readonly<Record<Where, ReadonlySet<string>>> = {
    code: settingsInCode(project),
    azure: new Set(azure.map(({ name }) => base(name))),
    local: localSettings(project),
  };
  const all = new Set([...everywhere.flatMap((where) => [...found[where]]), ...Object.keys(settingExceptions)]);
  const [first] = azure;
  return [...all].flatMap((name): readonly Finding[] => {
    const wanted: readonly Where[] = settingExceptions[name]?.in ?? everywhere;
    const wrong = everywhere.filter((where) => wanted.includes(where) !== found[where].has(name));
    const { template, line } = azure.find((each) => base(each.name) === name) ?? first ?? {};
    return wrong.map((where) => ({
      rule: 'settingNames',
      file: where === 'local' ? example : (template?.file ?? 'infra'),
      line: where === 'local' ? 1 : (line ?? 1),
      message: `${name} is ${found[where].has(name) ? '' : 'not '}in ${places[where]}. ${way}`,
    }));
  });
};

const way = 'Make the three agree, or name it in tools/checkInfra/tables/settingExceptions.ts.';

function base(name: string): string {
  return name.split('__')[0] ?? name;
}

function localSettings({ files }: InfraProject): ReadonlySet<string> {
  const values = memberOf(JSON.parse(files.read(example) ?? '{}'), 'Values');
  return new Set(Object.keys(values ?? {}).map(base));
}
