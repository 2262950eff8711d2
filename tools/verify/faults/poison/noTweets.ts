import { deadLetter, type PoisonEvent, type PoisonSource } from './poisonEvent.ts';

/** JSON without a valid id (a string of at most 19 digits, in its one spelling) or without a string `text`. */
export function noTweets({ nextId }: PoisonSource): readonly PoisonEvent[] {
  const id = nextId();
  const ids = [
    id,
    'null',
    'true',
    '{}',
    `["${id}"]`,
    '""',
    '"abc"',
    `"0${id.slice(1)}"`,
    `"-${id.slice(1)}"`,
    `"+${id.slice(1)}"`,
    `" ${id}"`,
    `"${id}\\n"`,
    `"${id}0"`,
    '"18446744073709551616"',
    `"0x${id.slice(0, 8)}"`,
    '"1e18"',
    '"1.5"',
    // Digits, but not ASCII ones.
    '"\u0661\u0662\u0663"',
  ];
  const texts = ['', ',"text":null', ',"text":7', ',"text":["x"]', ',"text":{"full":"x"}', ',"full_text":"x"'];
  return [
    ...['{}', '[]', '[null]', `[{"id":"${id}","text":"x"}]`].map((json) => deadLetter('not-a-tweet', json)),
    ...ids.map((value) => deadLetter('not-a-tweet', `{"id":${value},"text":"x"}`)),
    ...texts.map((text) => deadLetter('not-a-tweet', `{"id":"${id}"${text}}`)),
    // Nothing may be read from what looks like a prototype.
    deadLetter('not-a-tweet', `{"__proto__":{"id":"${id}","text":"x"}}`),
    deadLetter('not-a-tweet', `{"constructor":{"prototype":{"id":"${id}","text":"x"}}}`),
    // As X answers, and as other services wrap their events.
    deadLetter('not-a-tweet', `{"data":{"id":"${id}","text":"x"}}`),
    deadLetter('not-a-tweet', `{"specversion":"1.0","id":"a","source":"x","type":"tweet","data":{}}`),
  ];
}
