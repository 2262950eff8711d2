import { answerParent } from './answerParent.ts';
import { endToEndHub, transitHub } from './benchOptions.ts';
import { endToEndTimes } from './endToEndTimes.ts';
import { numbersOf, textOf } from './numbersOf.ts';
import { percentile } from './percentile.ts';
import { transitTimes } from './transitTimes.ts';

const perSecond = 1000;
/** Part of the measured time that goes before it: until code is compiled and links are open. */
const warmUpShare = 0.2;

/** Sends and receives in one process, so that one clock sees both ends of an event's way. */
answerParent({
  transit: (input) => p99(input, transitTimes, transitHub),
  endToEnd: (input) => p99(input, endToEndTimes, endToEndHub),
});

async function p99(input: unknown, measure: typeof transitTimes, hub: string) {
  const { seconds } = numbersOf(input, ['seconds']);
  const warmUpSeconds = warmUpShare * seconds;
  const load = { perSecond, seconds: seconds + warmUpSeconds };
  const times = await measure(textOf(input, 'connectionString'), hub, load);
  return { p99Ms: percentile(times.slice(Math.round(perSecond * warmUpSeconds)), 0.99) };
}
