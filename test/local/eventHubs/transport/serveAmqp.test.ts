import { expect, it } from '@jest/globals';
import { Namespace } from '../../../../local/eventHubs/meaning/namespace.ts';
import { wellKnownPolicy } from '../../../../local/eventHubs/options.ts';
import { serveAmqp } from '../../../../local/eventHubs/transport/serveAmqp.ts';
import { until } from '../../../support/until.ts';
import { bareClient, openBareClient, textOf } from '../support/bareClient.ts';
import * as frames from '../support/frames.ts';

const serve = (maxConnections: number, lines: string[]) =>
  serveAmqp(
    {
      namespace: new Namespace([]),
      keys: { policies: [wellKnownPolicy], acceptAnyJwt: false },
      maxMessageBytes: 1024,
      clock: Date.now,
      newId: () => 'id',
      log: (line) => lines.push(line),
    },
    { port: 0, option: 'port', maxConnections },
  );

it('turns clients away beyond as many connections as the Standard tier allows, until one has left', async () => {
  const lines: string[] = [];
  const service = await serve(2, lines);
  const [first, second] = [await openBareClient(service.port), await openBareClient(service.port)];
  await (await bareClient(service.port)).gone;
  expect(lines).toEqual(['A client was turned away: 2 connections are open.']);
  first?.socket.destroy();
  await first?.gone;
  let third = await bareClient(service.port);
  const isIn = async (): Promise<boolean> => {
    third.write(frames.saslHeader, frames.saslInit());
    const answered = await third.received(0x44).then(
      () => true,
      () => false,
    );
    if (!answered) third = await bareClient(service.port);
    return answered;
  };
  await until(isIn, { withinMs: 5000, otherwise: () => 'The place of the first client is not free yet.' });
  for (const client of [second, third]) client?.socket.destroy();
  await service.close();
});

it('tells its clients when it closes, and waits half a second at most for those that do not answer', async () => {
  const service = await serve(2, []);
  const client = await openBareClient(service.port);
  const heard = textOf(client);
  await service.close();
  await client.gone;
  expect(heard()).toMatch(/amqp:connection:forced.*The Event Hubs emulator stops/s);
});
