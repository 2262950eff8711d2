/** One direction, send or receive. */
export interface DirectionFigures {
  readonly eventsPerSecond: number;
  /** Milliseconds per batch. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time per event, of all threads, user and system. */
  readonly clientCpuMicros: number;
  readonly hubCpuMicros: number;
  /** `hubCpuMicros` ÷ `clientCpuMicros`. */
  readonly cpuRatio: number;
}

/** What `npm run bench:event-hubs -- --json` prints. */
export interface BenchFigures {
  readonly send: DirectionFigures;
  readonly receive: DirectionFigures;
  /** From the whole transfer written to the hub, to the transfer that brings it to a waiting receiver. */
  readonly hubP99Ms: number;
  /** The same through the SDK, whose receiver waits for 20 ms after the first event of a batch. */
  readonly sdkEndToEndP99Ms: number;
  /** The bodies that the hub still held at the end. */
  readonly storedMiB: number;
  /** The hub's largest resident memory of the whole run. */
  readonly memoryMiB: number;
}

/** What a client says of its part: how much it moved, in which time, with which CPU time. */
export interface ClientFigures {
  readonly events: number;
  readonly seconds: number;
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Puts the client's and the hub's parts of one window together. */
export function directionFigures(client: ClientFigures, hubCpuMicros: number): DirectionFigures {
  return {
    eventsPerSecond: Math.round(client.events / client.seconds),
    p50Ms: rounded(client.p50Ms),
    p99Ms: rounded(client.p99Ms),
    clientCpuMicros: rounded(client.cpuMicros / client.events),
    hubCpuMicros: rounded(hubCpuMicros / client.events),
    cpuRatio: rounded(hubCpuMicros / client.cpuMicros),
  };
}

/** To three significant places behind the point at most: more would claim a precision that no run repeats. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
