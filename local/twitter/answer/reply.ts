/** What goes out, and how it fares on its way. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly delivery: Delivery;
}

/** How an answer reaches the client, or does not. */
export interface Delivery {
  readonly encoding?: 'gzip' | 'br' | undefined;
  readonly fault?: TransportFault | undefined;
}

export const transportFaults = [
  /** Nothing comes, and the connection stays open. */
  'hang',
  /** The headers come, then nothing. */
  'silence-after-headers',
  /** One byte after another, too slowly to end. */
  'drip',
  'close',
  'reset',
  'close-in-body',
  'reset-in-body',
  /** Half of the body, under the length of the whole, as a proxy that gave up would end it. */
  'half-body',
  /** A body that is not what its encoding says; without an encoding, no JSON. */
  'corrupt-body',
] as const;

export type TransportFault = (typeof transportFaults)[number];
