import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AnswerBudget } from '../../../../local/eventHubs/transport/answerBudget.ts';
import { KeptAnswers } from '../../../../local/eventHubs/transport/keptAnswers.ts';
import { openBareClient, textOf } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';
import { attachReceiver, attachSender, nobody, openRawClient, performative } from '../support/rawClient.ts';
import { type OneHub, serveOneHub } from '../support/serveOneHub.ts';

const mib = 1024 * 1024;

/** The limits are ours; whoever comes may meet them, without a right to anything. */
describe('the memory that one connection can take', () => {
  let hub: OneHub;
  beforeEach(async () => {
    hub = await serveOneHub();
  });
  afterEach(() => hub.close());

  it('holds no long message-ids, which answers repeat', async () => {
    const client = await openRawClient(hub.port, nobody);
    await attachReceiver(client, '$management', { name: 'answers' });
    const sender = await attachSender(client, '$management', { name: 'requests' });
    const outcome = Promise.race([
      once(sender, 'accepted').then(() => 'accepted'),
      once(sender, 'rejected').then(([{ delivery }]) => delivery.remote_state.error.description),
    ]);
    sender.send({ message_id: 'm'.repeat(2000), application_properties: { operation: 'READ' }, body: '' });
    expect(await outcome).toBe('The message-id has 2005 bytes; that of a request may have 1024.');
    await client.close();
  });

  it('holds so many bytes of answers, waiting or unsettled, over all links', () => {
    const budget = new AnswerBudget();
    const [one, other] = [new KeptAnswers(budget), new KeptAnswers(budget)];
    for (let count = 0; count < 10; count++) one.add(Buffer.alloc(mib / 2));
    let sent: unknown[] = [];
    const send = (message: Buffer): unknown => {
      sent.push(message);
      return message;
    };
    one.flush(() => sent.length < 3, send);
    other.add(Buffer.alloc(1));
    other.flush(() => true, send);
    expect(sent).toHaveLength(3);
    one.settled(sent[0]);
    other.add(Buffer.alloc(mib / 2));
    other.add(Buffer.alloc(1));
    one.clear();
    sent = [];
    for (let count = 0; count < 10; count++) other.add(Buffer.alloc(mib / 2));
    other.flush(() => true, send);
    expect(sent).toHaveLength(8);
  });

  it('holds 2,560 links', async () => {
    const client = await openBareClient(hub.port);
    const heard = textOf(client);
    const onChannel = (channel: number, frame: Buffer): Buffer => {
      frame.writeUInt16BE(channel, 6);
      return frame;
    };
    for (let channel = 1; channel <= 10; channel++) {
      client.write(frames.begin(channel));
      for (let handle = 0; handle < 256; handle++)
        client.write(onChannel(channel, frames.attachSender(handle, `link-${handle}`, 'none')));
      await client.received(performative.detach, channel * 256);
    }
    client.write(frames.attachSender(0, 'one more', 'none'));
    await client.gone;
    expect(heard()).toContain('A connection may have 2560 links.');
  });

  it('holds 64 MiB of messages that are not complete', async () => {
    const client = await openBareClient(hub.port);
    const heard = textOf(client);
    for (let handle = 0; handle < 70; handle++) client.write(frames.attachSender(handle, `link-${handle}`, 'tweets'));
    await client.received(performative.flow, 70);
    const piece = Buffer.alloc(60_000);
    for (let handle = 0; handle < 70; handle++)
      for (let count = 0; count < 17; count++) client.write(frames.transfer(handle, handle, piece, true));
    await client.gone;
    expect(heard()).toContain('amqp:resource-limit-exceeded');
  });
});
