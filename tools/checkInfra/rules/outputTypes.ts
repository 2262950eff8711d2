import { kindOfType, valueKind } from '../project/valueKind.ts';
import type { Rule } from '../rule.ts';

/** An output's value is of the type that the output says. */
export const outputTypes: Rule = (project) =>
  project.templates.flatMap((template) =>
    template.outputs.flatMap(({ name, type, value, line }) => {
      const [said, found] = [kindOfType(type), valueKind(value, { project, template })];
      if (said === undefined || found === undefined || said === found) return [];
      const message = `The output ${name} is said to be ${said}, and its value is ${found}.`;
      return [{ rule: 'outputTypes', file: template.file, line, message }];
    }),
  );
