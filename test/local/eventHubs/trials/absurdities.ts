import type { seededRandom } from '../../../support/random.ts';
import * as frames from '../support/frames.ts';
import { frameBytes } from '../support/rawClient.ts';
import { value, withAbsurdFields } from './absurdFields.ts';

export type Random = ReturnType<typeof seededRandom>;

/** What a client sends after it has signed in, piece by piece; each piece is a write of its own. */
export type Conversation = readonly Buffer[];

/** All that a client does, in order. The hub is not the one that honest clients use. */
export function honest(random: Random): Conversation {
  const name = `link-${random.integer(1000)}`;
  return [
    frames.open(),
    frames.begin(),
    frames.attachReceiver(0, `${name}-reader`, 'other/ConsumerGroups/$Default/Partitions/0'),
    frames.attachSender(1, `${name}-sender`, 'other/Partitions/0'),
    frames.attachSender(2, `${name}-requests`, '$management'),
    frames.attachReceiver(3, `${name}-answers`, '$management'),
    frames.flow(0, 1 + random.integer(100)),
    frames.flow(3, 10),
    frames.transfer(1, 0, bytes(random, random.integer(300))),
    frames.request(2, 1, 'other'),
    frames.disposition(0, 3),
    frames.detach(1),
    frames.end(),
    frames.close(),
  ];
}

const kinds: readonly ((random: Random) => Conversation)[] = [
  (random) => [bytes(random, 1 + random.integer(500))],
  (random) => [frames.open(), bytes(random, 1 + random.integer(500))],
  (random) => cut(random, honest(random)),
  (random) => [...cut(random, honest(random)), sized(0xffff_ffff - random.integer(0xffff_0000), bytes(random, 8))],
  (random) => [frames.open(), sized(65_536, Buffer.alloc(65_532, bytes(random, 100)))],
  (random) => honest(random).map((frame) => mutated(random, frame)),
  (random) => oneMutated(random, honest(random)),
  (random) => oneAbsurd(random, honest(random)),
  (random) => oneAbsurd(random, honest(random)),
  (random) => oneAbsurd(random, oneAbsurd(random, honest(random))),
  (random) => shuffled(random, [...honest(random), ...honest(random)]),
  (random) => doubled(random, honest(random)),
  (random) => honest(random).map((frame) => (random.integer(3) === 0 ? elsewhere(random, frame) : frame)),
  (random) => [...honest(random).slice(0, 1 + random.integer(9)), ...absurd(random, 5)],
  (random) => absurd(random, 10),
];

/** A client at its worst, or not quite. */
export function absurdity(random: Random): Conversation {
  return kinds[random.integer(kinds.length)]?.(random) ?? [];
}

function cut(random: Random, conversation: Conversation): Conversation {
  const all = Buffer.concat(conversation);
  return [all.subarray(0, random.integer(all.length))];
}

/** Bytes that say of themselves how many they are. */
function sized(size: number, rest: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(size);
  return Buffer.concat([head, rest]);
}

function oneMutated(random: Random, conversation: Conversation): Conversation {
  const chosen = random.integer(conversation.length);
  return conversation.map((frame, index) => (index === chosen ? mutated(random, frame) : frame));
}

function oneAbsurd(random: Random, conversation: Conversation): Conversation {
  const chosen = random.integer(conversation.length);
  return conversation.map((frame, index) => (index === chosen ? withAbsurdFields(random, frame) : frame));
}

/** Some bytes changed, put in or left out; mostly the size is made to fit again, so that what it holds is looked at. */
function mutated(random: Random, frame: Buffer): Buffer {
  let result = Buffer.from(frame);
  for (let count = 1 + random.integer(3); count > 0; count--) {
    const at = random.integer(result.length);
    const [before, after] = [result.subarray(0, at), result.subarray(at + random.integer(2))];
    const put = random.integer(3) === 0 ? Buffer.alloc(0) : bytes(random, 1);
    result = Buffer.concat([before, put, after]);
  }
  if (random.integer(4) > 0 && result.length >= 4) result.writeUInt32BE(result.length);
  return result;
}

function shuffled(random: Random, conversation: Conversation): Conversation {
  const rest = [...conversation];
  return conversation.flatMap(() => rest.splice(random.integer(rest.length), 1));
}

function doubled(random: Random, conversation: Conversation): Conversation {
  return conversation.flatMap((frame) => Array.from({ length: 1 + random.integer(3) }, () => frame));
}

/** The frame on another channel. */
function elsewhere(random: Random, frame: Buffer): Buffer {
  const moved = Buffer.from(frame);
  moved.writeUInt16BE(random.integer(3) === 0 ? random.integer(0x1_0000) : random.integer(3), 6);
  return moved;
}

/** Performatives whose fields hold anything that AMQP can say, and soundly so. */
function absurd(random: Random, count: number): Conversation {
  return Array.from({ length: count }, () => {
    const fields = Array.from({ length: random.integer(16) }, () => value(random, 3));
    return frameBytes(random.integer(2), 0x10 + random.integer(9), fields);
  });
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => random.integer(256)));
}
