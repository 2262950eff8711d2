import type { Expression, Parameter, Template } from '../bicep/syntax.ts';
import { boundOf } from '../project/boundOf.ts';
import { rangesInCode, type SettingRange } from '../project/codeSettings.ts';
import { scopeOf } from '../project/scope.ts';
import { type Setting, settingsOf } from '../project/settingsOf.ts';
import type { Rule } from '../rule.ts';

/** A number that a parameter sets has the range and the default that the code has: Azure refuses what the app would. */
export const settingRanges: Rule = (project) => {
  const ranges = rangesInCode(project);
  return settingsOf(project).flatMap((setting) => {
    const range = ranges.find(({ name }) => name === setting.name);
    const parameter = parameterOf(setting);
    if (range === undefined || parameter === undefined) return [];
    return wrongWith(parameter, range).map((message) => ({
      rule: 'settingRanges',
      file: setting.template.file,
      line: parameter.line,
      message,
    }));
  });
};

/** `string(parameter)` */
function parameterOf({ value, template }: Setting): Parameter | undefined {
  if (value.kind !== 'call' || value.name !== 'string') return undefined;
  return named(value.arguments[0], template);
}

function named(expression: Expression | undefined, template: Template): Parameter | undefined {
  const meaning = expression?.kind === 'name' ? scopeOf(template).get(expression.name) : undefined;
  return meaning?.kind === 'parameter' ? meaning.declared : undefined;
}

function wrongWith(parameter: Parameter, { name, from, to, otherwise }: SettingRange): readonly string[] {
  const [least, most] = [boundOf(parameter, 'minValue'), boundOf(parameter, 'maxValue')];
  const given = parameter.otherwise?.kind === 'number' ? parameter.otherwise.value : undefined;
  const wrongRange = least !== from || most !== to;
  return [
    ...(wrongRange ? [`${parameter.name} is ${least} to ${most}; the code takes ${name} from ${from} to ${to}.`] : []),
    ...(given === otherwise ? [] : [`${parameter.name} is ${given} by default; the code's default is ${otherwise}.`]),
  ];
}
