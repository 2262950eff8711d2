import type { ServerConnection } from './rheaInternals.ts';

/**
 * Takes the pieces of one delivery for one, also where the last of them names the next delivery: so Rust's client sends
 * what is larger than the link takes, and the service knows what it means (azure-sdk-for-rust, issue 5101; fe2o3-amqp,
 * session). rhea would end the connection, and that client would wait for an answer without end.
 */
export function joinDeliveries(connection: ServerConnection): void {
  const onTransfer = connection.on_transfer;
  connection.on_transfer = (frame) => {
    const { channel, performative } = frame;
    const session = connection.remote_channel_map[channel];
    const link = session?.remote.handles[performative.handle ?? -1];
    if (session && link?._incomplete && performative.delivery_id === session.incoming.next_delivery_id) {
      session.incoming.next_delivery_id += 1;
      performative.delivery_id = null;
    }
    onTransfer.call(connection, frame);
  };
}
