import { type ServerConnection, saslProtocol } from './rheaInternals.ts';

interface Mechanism {
  outcome?: boolean;
  /** `response` is what the client sent first: bytes, a string or nothing. */
  start(response: unknown): void;
}

/** Whether a name and its key are right. */
export type CheckPassword = (name: string, key: string) => boolean;

const saslOutcome = 0x44;

/**
 * What the service offers, in its order. PLAIN proves a policy by its name and key, as clients without `$cbs` do
 * (amqpnetlite, issues 194 and 451). The others prove nothing: such clients send tokens to `$cbs`. ANONYMOUS must be
 * among them, since it makes rhea take a connection without SASL too, as the JS client opens with a shared access
 * signature. Source: measured; azure-sdk-for-net, AmqpConnectionScope (MSSBCBS).
 */
export function saslMechanisms(check: CheckPassword): Readonly<Record<string, () => Mechanism>> {
  const open = (): Mechanism => ({
    start(): void {
      this.outcome = true;
    },
  });
  const plain = (): Mechanism => ({
    start(response): void {
      const [, name = '', key = ''] = Buffer.isBuffer(response) ? response.toString('utf8').split('\0') : [];
      this.outcome = check(name, key);
    },
  });
  return { MSSBCBS: open, PLAIN: plain, ANONYMOUS: open, EXTERNAL: open };
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
