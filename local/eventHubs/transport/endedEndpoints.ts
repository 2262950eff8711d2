import { boundDisposition } from './boundDisposition.ts';
import type { Frame, ServerConnection, ServerLink, ServerSession } from './rheaInternals.ts';

/**
 * Keeps late frames from ending a connection. A client may detach, settle or grant credit while its peer ends the very
 * same link or AMQP session; Python even sends detach after end. rhea answers all of it by dropping the connection.
 */
export function tolerateEndedEndpoints(connection: ServerConnection): void {
  const { on_end, on_detach, on_transfer, on_disposition, on_flow } = connection;
  const live = (frame: Frame): ServerSession | undefined => {
    const session = connection.remote_channel_map[frame.channel];
    return session?.state.remote_open && session.state.local_open ? session : undefined;
  };
  connection.on_end = (frame) => {
    if (connection.remote_channel_map[frame.channel]?.state.remote_open) on_end.call(connection, frame);
  };
  connection.on_detach = (frame) => {
    const link = attached(live(frame), frame);
    if (!link) return;
    freeName(link);
    on_detach.call(connection, frame);
  };
  connection.on_disposition = (frame) => {
    const session = live(frame);
    if (session && boundDisposition(frame, session)) on_disposition.call(connection, frame);
  };
  connection.on_flow = (frame) => {
    const session = live(frame);
    if (!session) return;
    // What it says about the AMQP session still counts.
    if (!attached(session, frame)) frame.performative.handle = undefined;
    on_flow.call(connection, frame);
  };
  connection.on_transfer = (frame) => {
    const session = live(frame);
    if (!session) return;
    const link = attached(session, frame);
    if (link?.local.attach.role) on_transfer.call(connection, frame);
    else session.close(link ? wrongWay : unattached);
  };
}

const unattached = {
  condition: 'amqp:session:unattached-handle',
  description: 'A transfer came on a detached link.',
};
const wrongWay = { condition: 'amqp:not-allowed', description: 'A transfer came on a link that receives.' };

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

let detached = 0;

/** A client may attach anew by the same name before rhea, two ticks after the detach, has forgotten the first link. */
function freeName(link: ServerLink): void {
  const { links } = link.session;
  delete links[link.name];
  link.name = `${link.name} (detached ${++detached})`;
  links[link.name] = link;
}

function attached(session: ServerSession | undefined, { performative }: Frame): ServerLink | undefined {
  const link = performative.handle === undefined ? undefined : session?.remote.handles[performative.handle];
  return link?.is_remote_open() ? link : undefined;
}
