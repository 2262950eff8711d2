import type { Emulator } from './emulator.ts';
import { forgetRemovedLinks } from './endedEndpoints.ts';
import { rememberGrants } from './holdToCredit.ts';
import type { LinksOfConnection } from './linksOfConnection.ts';
import type { Peer } from './openedLink.ts';
import { openReceiver, openSender } from './openLink.ts';
import type { ServerConnection, ServerReceiver, ServerSender, ServerSession } from './rheaInternals.ts';

/** The highest handle the service allows on an AMQP session (measured, not documented). */
const handleMax = 255;

/** Opens what a client attaches, and lets go of it when link, AMQP session or connection ends. */
export function serveLinks(
  connection: ServerConnection,
  links: LinksOfConnection,
  emulator: Emulator,
  peer: Peer,
): void {
  connection.on('session_open', ({ session }: { session: ServerSession }) => {
    session.local.begin.handle_max = handleMax;
    // rhea would take a link named `constructor` for one that it has.
    Object.setPrototypeOf(session.links, null);
    forgetRemovedLinks(session);
    rememberGrants(session);
  });
  connection.on('receiver_open', ({ receiver }: { receiver: ServerReceiver }) => {
    links.add(receiver, openReceiver(receiver, peer, emulator));
  });
  connection.on('sender_open', ({ sender }: { sender: ServerSender }) => {
    links.add(sender, openSender(sender, peer, emulator));
  });
  connection.on('receiver_close', ({ receiver }: { receiver: ServerReceiver }) => links.close(receiver));
  connection.on('sender_close', ({ sender }: { sender: ServerSender }) => links.close(sender));
  connection.on('session_close', ({ session }: { session: ServerSession }) => links.closeSession(session));
  connection.on('connection_close', () => links.closeAll());
  connection.on('disconnected', () => links.closeAll());
  // Errors that a peer puts into its detach, end or close: the closing event follows. Unheard, they would be thrown.
  for (const event of ['receiver_error', 'sender_error', 'session_error', 'connection_error']) {
    connection.on(event, () => undefined);
  }
  wakeOnFlow(connection, links);
}

/** A flow may widen a link's credit, or the window of a whole AMQP session, of which rhea tells no link. */
function wakeOnFlow(connection: ServerConnection, links: LinksOfConnection): void {
  const onFlow = connection.on_flow;
  connection.on_flow = (frame) => {
    onFlow.call(connection, frame);
    links.wakeAll();
  };
}
