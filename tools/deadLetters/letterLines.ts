import { bodyHex, bodyText } from '../../local/view/bodyText.ts';
import { jsonText } from '../../local/view/jsonText.ts';
import { safeText } from '../../local/view/safeText.ts';
import type { DeadLetterContent, Delivery } from '../../src/pipeline/deadLetter.ts';
import type { LetterEntry } from '../../src/pipeline/deadLetters/deadLetterArchive.ts';
import { letterId } from '../../src/pipeline/deadLetters/letterId.ts';
import { textId } from '../../src/pipeline/textId.ts';

const longestBody = 4_000;

/** A letter as `list` tells it: one line for people. */
export function letterLine({ place, reason, attempt, deadLetteredTime, replayedTime }: LetterEntry): string {
  const tried = `attempt ${attempt}`;
  const state = replayedTime === undefined ? '' : `  on its way since ${time(replayedTime)}`;
  return `${letterId(place).padEnd(26)}  ${time(deadLetteredTime)}  ${reason.padEnd(18)}  ${tried}${state}\n`;
}

/** A letter as `list --json` tells it. */
export function letterObject({ name, place, replayedTime, ...entry }: LetterEntry) {
  const { hub, consumerGroup, partition, sequenceNumber, enqueuedTime } = place;
  const { reason, attempt, deadLetteredTime, bytes } = entry;
  const position = { hub, consumerGroup, partition, sequenceNumber, enqueuedTime };
  return { id: letterId(place), reason, attempt, deadLetteredTime, replayedTime, ...position, name, bytes };
}

/** A letter whole, for people. What strangers wrote cannot steer a terminal. */
export function letterWords({ place, name, replayedTime }: LetterEntry, letter: DeadLetterContent): string {
  const { reason, message, attempt, deadLetteredTime, replay } = letter;
  const body = Buffer.from(letter.body, 'base64');
  const lines: readonly (readonly [name: string, words: string])[] = [
    ['Letter', `${letterId(place)} (blob ${name})`],
    ['Reason', `${reason}: ${message}`],
    ['Event', deliveryWords(letter)],
    ['As a text', `row ${textId(place)}, once it is taken for one`],
    ['Given up', `${deadLetteredTime}, at attempt ${attempt}${replay ? `, as ${deliveryWords(replay)}` : ''}`],
    ...(replayedTime
      ? [['Replayed', `${replayedTime.toISOString()}; its row or its next failure is awaited`] as const]
      : []),
    ...(letter.partitionKey === undefined ? [] : [['Key', letter.partitionKey] as const]),
    ['Properties', jsonText(letter.properties)],
    ['System', jsonText(letter.systemProperties)],
    ['Body', `${body.length} bytes`],
  ];
  return `${lines.map(([heading, words]) => `${heading.padEnd(12)}${safeText(words)}\n`).join('')}${bodyWords(body)}\n`;
}

function deliveryWords({ partition, sequenceNumber, offset, enqueuedTime }: Delivery): string {
  return `partition ${partition}, sequence number ${sequenceNumber}, offset ${offset}, enqueued ${enqueuedTime}`;
}

function bodyWords(body: Uint8Array): string {
  const text = bodyText(body) ?? bodyHex(body.subarray(0, longestBody));
  const shown = safeText(text.slice(0, longestBody));
  return text.length > longestBody ? `${shown}…\n(--json has all of it, in base64.)` : shown;
}

function time(date: Date): string {
  return date.toISOString().replace('T', ' ').slice(0, 19);
}
