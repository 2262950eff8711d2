import type { Frame, ServerConnection, ServerSession } from './rheaInternals.ts';

/**
 * Keeps late frames from ending a connection. A client may detach, settle or grant credit while its peer ends the very
 * same link or AMQP session; Python even sends detach after end. rhea answers all of it by dropping the connection.
 */
export function tolerateEndedEndpoints(connection: ServerConnection): void {
  const { on_end, on_detach, on_transfer, on_disposition, on_flow } = connection;
  const live = (frame: Frame): ServerSession | undefined => {
    const session = connection.remote_channel_map[frame.channel];
    return session?.state.remote_open ? session : undefined;
  };
  connection.on_end = (frame) => {
    if (live(frame)) on_end.call(connection, frame);
  };
  connection.on_detach = (frame) => {
    if (isAttached(live(frame), frame)) on_detach.call(connection, frame);
  };
  connection.on_disposition = (frame) => {
    if (!live(frame)) return;
    boundRange(frame);
    on_disposition.call(connection, frame);
  };
  connection.on_flow = (frame) => {
    const session = live(frame);
    if (!session) return;
    // What it says about the AMQP session still counts.
    if (!isAttached(session, frame)) frame.performative.handle = undefined;
    on_flow.call(connection, frame);
  };
  connection.on_transfer = (frame) => {
    const session = live(frame);
    if (!session) return;
    if (isAttached(session, frame)) on_transfer.call(connection, frame);
    else
      session.close({
        condition: 'amqp:session:unattached-handle',
        description: 'A transfer came on a detached link.',
      });
  };
}

/** rhea's buffers hold 2,048 deliveries at a time, so no honest range is longer. */
const deliveriesAtATime = 2048;

/** rhea goes through every id of a range: one small frame that names them all would hold the whole hub up. */
function boundRange({ performative }: Frame): void {
  const { first = 0, last } = performative;
  if (typeof last === 'number') performative.last = Math.min(last, first + deliveriesAtATime - 1);
}

/**
 * rhea 3.0.5 never forgets a handle once attached: a client that opens and closes links on one AMQP session would make
 * the map grow, and late frames find links that are gone.
 */
export function forgetRemovedLinks(session: ServerSession): void {
  const removeLink = session.remove_link;
  session.remove_link = (link) => {
    const { handle } = link.remote.attach;
    if (session.remote.handles[handle] === link) delete session.remote.handles[handle];
    removeLink.call(session, link);
  };
}

function isAttached(session: ServerSession | undefined, { performative }: Frame): boolean {
  return performative.handle !== undefined && session?.remote.handles[performative.handle]?.is_remote_open() === true;
}
