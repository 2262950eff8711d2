import { wrongWithInput } from '../project/wrongWithInput.ts';
import type { Rule } from '../rule.ts';

/** A parameter's default is one of the values that the parameter takes. */
export const defaults: Rule = (project) =>
  project.templates.flatMap((template) =>
    template.parameters.flatMap((parameter) => {
      const { otherwise, name, line } = parameter;
      const wrong = otherwise === undefined ? [] : wrongWithInput(otherwise, parameter, { project, template });
      return wrong.map((fact) => ({
        rule: 'defaults',
        file: template.file,
        line,
        message: `The default of ${name} ${fact}`,
      }));
    }),
  );
