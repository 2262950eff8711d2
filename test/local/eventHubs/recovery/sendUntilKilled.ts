import type { EventContext } from 'rhea';
import { batchMessageFormat } from '../../../../local/eventHubs/wire/publication.ts';
import type { seededRandom } from '../../../support/random.ts';
import { attachSender, openRawClient, type RawClient } from '../support/rawClient.ts';

/** What was sent: the name of each message, which all of its events carry, and how many events it has. */
export interface SentMessage {
  readonly name: string;
  readonly events: number;
  /** Said by the hub. */
  accepted: boolean;
}

export interface Sending {
  readonly sent: readonly SentMessage[];
  readonly client: RawClient;
}

const mostUnderway = 40;
const mostEvents = 20;
const longestFiller = 1000;
/** Of some messages, so that a write takes long enough to be killed in its middle. */
const longestLargeFiller = 45_000;

/** Sends without pause, to several addresses at once, until the connection breaks. */
export async function sendUntilKilled(
  port: number,
  {
    prefix,
    addresses,
    random,
  }: { prefix: string; addresses: readonly string[]; random: ReturnType<typeof seededRandom> },
): Promise<Sending> {
  const client = await openRawClient(port);
  const sent: SentMessage[] = [];
  for (const address of addresses) {
    const sender = await attachSender(client, address);
    const underway = new Map<unknown, SentMessage>();
    const sendMore = (): void => {
      while (underway.size < mostUnderway && sender.sendable()) {
        const message = { name: `${prefix}-${sent.length}`, events: 1 + random.integer(mostEvents), accepted: false };
        sent.push(message);
        underway.set(
          sender.send(
            batch(message, random.integer(random.integer(10) ? longestFiller : longestLargeFiller)),
            undefined,
            batchMessageFormat,
          ),
          message,
        );
      }
    };
    sender.on('accepted', ({ delivery }: EventContext) => {
      const message = underway.get(delivery);
      underway.delete(delivery);
      if (message) message.accepted = true;
      sendMore();
    });
    sendMore();
  }
  return { sent, client };
}

function batch({ name, events }: SentMessage, filler: number): Buffer {
  const text = (index: number): Buffer => Buffer.from(`${name} ${index}/${events} ${'.'.repeat(filler)}`);
  return Buffer.concat(Array.from({ length: events }, (_, index) => data(data(text(index)))));
}

function data(content: Buffer): Buffer {
  const head = Buffer.from('005375b000000000', 'hex');
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, content]);
}
