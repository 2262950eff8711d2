import { checkParameters } from './checkParameters.ts';
import { ParametersError } from './parametersError.ts';
import { type ParameterValue, readParameters } from './readParameters.ts';

/** The parameters of a provisioning with these variables. Throws ParametersError with all that is wrong with them. */
export function checkedParameters(
  root: string,
  variables: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): ReadonlyMap<string, ParameterValue> {
  const parameters = readParameters(root, variables);
  const problems = checkParameters(parameters, variables, nowMs);
  if (problems.length > 0) throw new ParametersError(problems.join('\n'));
  return parameters.values;
}
