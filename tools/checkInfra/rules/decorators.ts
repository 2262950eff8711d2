import type { Call, Declared, Problem, Template } from '../bicep/syntax.ts';
import { kindOfType } from '../project/valueKind.ts';
import type { Rule } from '../rule.ts';
import type { ValueKind } from '../tables/functions.ts';

const ofAll: readonly string[] = ['description', 'metadata'];
const ofKind: Readonly<Record<ValueKind, readonly string[]>> = {
  string: ['allowed', 'minLength', 'maxLength', 'secure'],
  int: ['allowed', 'minValue', 'maxValue'],
  bool: ['allowed'],
  object: ['secure', 'sealed', 'discriminator'],
  array: ['allowed', 'minLength', 'maxLength'],
};

/** Each decorator is one of Bicep's, at a place and a type that take it, once, with its argument. */
export const decorators: Rule = ({ templates }) =>
  templates.flatMap((template) =>
    problemsOf(template).map((problem) => ({ rule: 'decorators', file: template.file, ...problem })),
  );

function problemsOf({ parameters, outputs, variables, resources, modules }: Template): readonly Problem[] {
  return [
    ...parameters.flatMap((parameter) => {
      const kind = kindOfType(parameter.type);
      return wrongOn(parameter, kind === undefined ? [] : ofKind[kind], `a parameter of type ${kind}`);
    }),
    ...outputs.flatMap((output) => wrongOn(output, ['secure'], 'an output')),
    ...variables.flatMap((variable) => wrongOn(variable, ['export'], 'a variable')),
    ...[...resources, ...modules].flatMap((each) => wrongOn(each, ['batchSize'], 'a resource or module')),
  ];
}

function wrongOn({ decorators: calls, line }: Declared, allowed: readonly string[], what: string): readonly Problem[] {
  return calls.flatMap((call, index): readonly Problem[] => {
    const { name } = call;
    if (![...ofAll, ...allowed].includes(name)) return [{ line, message: `@${name} is no decorator of ${what}.` }];
    if (calls.findIndex((other) => other.name === name) < index) return [{ line, message: `@${name} is there twice.` }];
    return hasArgument(call) ? [] : [{ line, message: `@${name} has ${call.arguments.length} arguments.` }];
  });
}

function hasArgument({ name, arguments: args }: Call): boolean {
  return args.length === (['secure', 'export', 'sealed'].includes(name) ? 0 : 1);
}
