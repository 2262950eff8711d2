import { rejected } from './outcomes.ts';
import type { ReceivedMessage, ServerConnection, ServerLink, ServerSession } from './rheaInternals.ts';

const exceeded = {
  condition: 'amqp:link:transfer-limit-exceeded',
  description: 'A transfer came on a link without credit for it. Wait for a flow that grants credit before sending.',
};
const drainField = 8;

/** What rhea's delivery count of a link may reach by the credit that has been written. */
const limits = new WeakMap<ServerLink, number>();

/**
 * Ends links that send without credit (AMQP 1.0 part 2, sections 2.6.7 and 2.8.15): rhea takes all that comes, and says
 * so on standard error. Each AMQP session has to be told to `rememberGrants`.
 */
export function holdToCredit(connection: ServerConnection): void {
  const { on_transfer, on_flow } = connection;
  const ended = new WeakSet<ServerLink>();
  const linkOf = (channel: number, handle: number | undefined): ServerLink | undefined =>
    handle === undefined ? undefined : connection.remote_channel_map[channel]?.remote.handles[handle];
  connection.on_transfer = (frame) => {
    const link = linkOf(frame.channel, frame.performative.handle);
    if (link && !ended.has(link) && link.delivery_count >= (limits.get(link) ?? 0)) {
      ended.add(link);
      endLink(link);
    }
    if (link && ended.has(link)) {
      frame.payload = Buffer.alloc(0);
      link.credit = 1;
    }
    on_transfer.call(connection, frame);
  };
  connection.on_flow = (frame) => {
    // A sender's drain would set the credit that we grant. We never ask for any back.
    const { handle, value } = frame.performative;
    if (linkOf(frame.channel, handle)?.local.attach.role) value[drainField] = undefined;
    on_flow.call(connection, frame);
  };
}

/** Notes what is granted when it is written: only from then on may the peer use it. */
export function rememberGrants(session: ServerSession): void {
  const writeFlow = session._write_flow;
  session._write_flow = (link) => {
    if (link) limits.set(link, link.delivery_count + link.credit);
    writeFlow.call(session, link);
  };
}

/** The deliveries of the link still count for its AMQP session, whose others go on: settled, but not heard. */
function endLink(link: ServerLink): void {
  link.removeAllListeners('message');
  link.on('message', ({ delivery }: ReceivedMessage) => delivery.update(true, rejected(exceeded)));
  if (link.is_open()) link.close(exceeded);
}
