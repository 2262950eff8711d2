import { deadLetter, type PoisonEvent, type PoisonSource } from './poisonEvent.ts';

/** The design's limit of objects and arrays inside each other. */
const deepest = 32;

/** What begins like JSON and is none, or nests too deep. */
export function brokenJson({ random, nextId }: PoisonSource): readonly PoisonEvent[] {
  const id = nextId();
  const tweet = `{"id":"${id}","text":"x"}`;
  const cut = 1 + Math.floor(random() * (tweet.length - 1));
  return [
    deadLetter('not-json', '{'),
    deadLetter('not-json', '['),
    deadLetter('not-json', tweet.slice(0, cut)),
    deadLetter('not-json', `${tweet}${tweet}`),
    deadLetter('not-json', `${tweet}\n${tweet}`),
    deadLetter('not-json', `{"id":"${id}","text":"x",}`),
    deadLetter('not-json', `{'id':'${id}','text':'x'}`),
    deadLetter('not-json', `{id:"${id}",text:"x"}`),
    deadLetter('not-json', `{"id":"${id}","text":NaN}`),
    deadLetter('not-json', `{"id":"${id}","text":undefined}`),
    deadLetter('not-json', `{"id":"${id}"/* who */,"text":"x"}`),
    // Controls that JSON allows as escapes only.
    deadLetter('not-json', `{"id":"${id}","text":"two\nlines"}`),
    deadLetter('not-json', `{"id":"${id}","text":"nul\0"}`),
    deadLetter('not-json', `{"id":"${id}","text":"\\x41"}`),
    deadLetter('not-json', '['.repeat(100_000)),
    deadLetter('too-deep', nested(deepest + 1)),
    deadLetter('too-deep', nested(100_000)),
    deadLetter('too-deep', `{"id":"${id}","text":"x","entities":{"urls":${nested(deepest)}}}`),
    deadLetter('too-deep', `${'{"a":'.repeat(deepest)}{}${'}'.repeat(deepest)}`),
    deadLetter('not-a-tweet', nested(deepest)),
  ];
}

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}
