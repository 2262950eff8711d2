import { parseSchedule } from '../../../local/functionsHost/timer/schedule.ts';
import { longestPause } from './longestPause.ts';
import type { Parameters, ParameterValue } from './readParameters.ts';

/** What a rule may ask for: a parameter as text or number, `nowMs` for schedules. */
interface Asked {
  readonly text: (name: string) => string;
  readonly number: (name: string) => number;
  readonly variable: (name: string) => string;
  readonly nowMs: number;
}

/** Gives what is wrong, with the reason and the way out, or undefined. */
type Rule = (asked: Asked) => string | undefined;

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What the decorators of the templates cannot say: forms, and how parameters go together. */
const rules: readonly Rule[] = [
  ({ text, variable }) => {
    if (/^[\w.()-]{0,63}[\w()-]$/.test(text('environmentName'))) return undefined;
    const form = 'It becomes a resource group: 1 to 64 letters, digits and _ . - ( ), not ending with a dot.';
    return `${variable('environmentName')} is "${text('environmentName')}". ${form}`;
  },
  ({ text, variable }) =>
    /^[a-z\d ]+$/i.test(text('location'))
      ? undefined
      : `${variable('location')} is "${text('location')}". It is a region such as westeurope: az functionapp list-flexconsumption-locations`,
  ({ number, variable }) => {
    const [units, most] = [number('throughputUnits'), number('maximumThroughputUnits')];
    if (most === 0 || most > units) return undefined;
    return `${variable('maximumThroughputUnits')} is ${most} and throughputUnits ${units}: it would never inflate. Set it above ${units}, or to 0.`;
  },
  ({ number, variable }) => {
    const [ready, most] = [number('alwaysReadyInstances'), number('maximumInstanceCount')];
    if (ready <= most) return undefined;
    return `${variable('alwaysReadyInstances')} is ${ready}, more than the ${most} instances of maximumInstanceCount.`;
  },
  scheduleFits,
  ({ text, number, variable, nowMs }) => {
    if (number('budgetAmount') === 0 || /^20\d\d-(0[1-9]|1[0-2])-01$/.test(text('budgetStartDate'))) return undefined;
    return `${variable('budgetStartDate')} is "${text('budgetStartDate')}". A budget begins on the first day of a month: ${new Date(nowMs).toISOString().slice(0, 7)}-01.`;
  },
  ({ text, number, variable }) =>
    number('budgetAmount') > 0 && text('contactEmail') === ''
      ? `${variable('budgetAmount')} is set, and nobody to be told: set ${variable('contactEmail')}.`
      : undefined,
  ({ text, variable }) =>
    /^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text('contactEmail'))
      ? undefined
      : `${variable('contactEmail')} is "${text('contactEmail')}", which is no address.`,
  ({ text, variable }) =>
    text('principalId') === '' || guid.test(text('principalId'))
      ? undefined
      : `${variable('principalId')} is "${text('principalId')}". It is an object id: az ad signed-in-user show --query id`,
];

/** The timer-silent alert waits for three periods, so that a pause of the schedule must not be longer than one. */
function scheduleFits({ text, number, variable, nowMs }: Asked): string | undefined {
  const schedule = text('publishSchedule');
  try {
    const { next } = parseSchedule(schedule, 'UTC', 'publishTweets');
    const minutes = Math.ceil(longestPause(next, nowMs) / 60_000);
    const period = number('publishPeriodMinutes');
    if (minutes <= period) return undefined;
    const fact = `"${schedule}" pauses for up to ${minutes} min, and ${variable('publishPeriodMinutes')} is ${period}`;
    return `${fact}: the alert "timer silent" would fire without reason. Set ${variable('publishPeriodMinutes')} to ${minutes}.`;
  } catch (error) {
    return `${variable('publishSchedule')}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** All that is wrong with the parameters, a sentence each. The variables given are those that azd or a shell has set. */
export function checkParameters(
  { values, variables, problems }: Parameters,
  given: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): readonly string[] {
  const value = (name: string): ParameterValue => values.get(name) ?? '';
  const asked: Asked = {
    text: (name) => String(value(name)),
    number: (name) => Number(value(name)),
    variable: (name) => variables.get(name) ?? name,
    nowMs,
  };
  const wrong = rules.map((rule) => rule(asked)).filter((problem) => problem !== undefined);
  return [...problems, ...wrong, ...misspelt(given, new Set(variables.values()))];
}

/** azd takes any name without a word, and then provisions with the default. */
function misspelt(given: Readonly<Record<string, string | undefined>>, known: ReadonlySet<string>): readonly string[] {
  const unknown = Object.keys(given).filter((name) => name.startsWith('TRIBUTARY_') && !known.has(name));
  // Of the tests.
  const names = unknown.filter((name) => name !== 'TRIBUTARY_TEST_LONG');
  return names.map(
    (name) => `${name} is no variable of infra/main.parameters.json, so it would do nothing. Mend or unset it.`,
  );
}
