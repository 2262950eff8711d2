import { type ServerConnection, saslProtocol } from './rheaInternals.ts';

interface Mechanism {
  outcome?: boolean;
  start(): void;
}

const saslOutcome = 0x44;

/**
 * What the service offers, in its order. None of them proves anything: clients prove themselves by tokens sent to
 * `$cbs`. ANONYMOUS must be among them, since it makes rhea take a connection without SASL too, as the JS client opens
 * with a shared access signature. Source: measured; azure-sdk-for-net, AmqpConnectionScope (MSSBCBS).
 */
export function saslMechanisms(): Readonly<Record<string, () => Mechanism>> {
  const open = (): Mechanism => ({
    start(): void {
      this.outcome = true;
    },
  });
  return { MSSBCBS: open, PLAIN: open, ANONYMOUS: open, EXTERNAL: open };
}

/** The service greets those it lets in: additional data `Welcome!` in the outcome (measured, not documented). */
export function greet(connection: ServerConnection): void {
  const sasl = connection.sasl_transport?.transports?.[saslProtocol]?.transport;
  if (!sasl) return;
  const encode = sasl.encode;
  sasl.encode = (frame) => {
    const { performative } = frame;
    if (performative?.constructor.descriptor?.numeric === saslOutcome)
      performative.additional_data = Buffer.from('Welcome!');
    encode.call(sasl, frame);
  };
}
