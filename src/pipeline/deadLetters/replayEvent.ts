import type { DeadLetterContent } from '../deadLetter.ts';
import type { PropertyValue, TweetEvent } from '../tweetEvent.ts';
import { replayProperties } from './replayOrigin.ts';

/**
 * The event of a letter once more: the exact body, its own properties, and those that tie it to its origin. It goes to
 * the partition it lay in, so that it keeps company with the other versions of its post.
 */
export function replayEvent(letter: DeadLetterContent): TweetEvent {
  const contentType = letter.systemProperties['content-type'];
  return {
    body: Buffer.from(letter.body, 'base64'),
    ...(typeof contentType === 'string' && { contentType }),
    properties: { ...sendable(letter.properties), ...replayProperties(letter) },
    partitionId: letter.partition,
  };
}

/** AMQP's application properties hold simple values only; what the host made of others travels as its JSON. */
function sendable(properties: Readonly<Record<string, unknown>>): Record<string, PropertyValue> {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name, isSimple(value) ? value : JSON.stringify(value)]),
  );
}

function isSimple(value: unknown): value is PropertyValue {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
