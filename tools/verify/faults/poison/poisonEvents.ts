import type { Random } from '../../../../src/pipeline/testTweets/random.ts';
import { bareTexts } from './bareTexts.ts';
import { brokenJson } from './brokenJson.ts';
import { largeEvents } from './largeEvents.ts';
import { noTweets } from './noTweets.ts';
import { oddTweets } from './oddTweets.ts';
import { type PoisonEvent, type PoisonSource, tweetRow } from './poisonEvent.ts';
import { unreadable } from './unreadable.ts';

/**
 * Bodies of every bad kind, each other time in another order and with other ids, and good tweets between them; and tweets
 * that come twice, as they were or in a later version. What the host cannot bind is left out: a body that is an AMQP value or
 * sequence holds up its partition in Azure as well (ARCHITECTURE.md), and no pipeline could do better.
 */
export function poisonEvents(random: Random): readonly PoisonEvent[] {
  const source = { random, nextId: tweetIds(random) };
  const odd = [
    ...unreadable(source),
    ...brokenJson(source),
    ...noTweets(source),
    ...oddTweets(source),
    ...bareTexts(),
    ...largeEvents(source),
  ];
  const good = odd.map(() => goodTweet(source));
  const again = [...odd, ...good].filter(() => random() < 0.1);
  return shuffled([...odd, ...good, ...again, ...versions(source)], random);
}

function goodTweet({ nextId }: PoisonSource): PoisonEvent {
  const id = nextId();
  return tweetRow(id, JSON.stringify({ id, text: 'Azure is the greatest!', lang: 'en', edit_history_tweet_ids: [id] }));
}

/** One id with several texts is one row. */
function versions({ nextId }: PoisonSource): readonly PoisonEvent[] {
  const id = nextId();
  return ['first', 'second', 'third'].map((text) => tweetRow(id, JSON.stringify({ id, text: `The ${text} version` })));
}

/** Of a few hours in 2026, so that some rows share a request and some do not. */
function tweetIds(random: Random): () => string {
  const taken = new Set<string>();
  return () => {
    for (;;) {
      const id = `20831${String(Math.floor(random() * 1e14)).padStart(14, '0')}`;
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
  };
}

function shuffled<T>(values: readonly T[], random: Random): readonly T[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}
