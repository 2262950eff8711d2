import { pick } from '../../../src/pipeline/testTweets/random.ts';
import type { Fault } from './fault.ts';
import { poisonEvents } from './poison/poisonEvents.ts';

const contentTypes = ['application/json', 'text/plain', 'application/octet-stream', 'no type at all'] as const;

/** Bad bodies of every kind, among good ones, in one partition. */
export const poison: Fault = {
  kind: 'poison',
  inject: async ({ send }, { random }) => {
    const events = poisonEvents(random).map((event) => ({ ...event, contentType: pick(random, contentTypes) }));
    await send(events);
    return events.length;
  },
};
