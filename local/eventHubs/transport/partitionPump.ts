import type { PartitionLog, StoredEvent } from '../storage/partitionLog.ts';
import { lastEnqueuedAnnotations } from '../wire/lastEnqueuedAnnotations.ts';
import type { Peer } from './openedLink.ts';
import type { ServerSender } from './rheaInternals.ts';
import { settledTransfers } from './settledTransfers.ts';

export interface PumpParts {
  readonly link: ServerSender;
  readonly log: PartitionLog;
  readonly peer: Peer;
  readonly clock: () => number;
  /** Whether each event is to say where its partition ends. */
  readonly withMetrics: boolean;
  /** Told when the log cannot be read; the pump has stopped then. */
  readonly onFailure: (error: unknown) => void;
}

/** Moves events from a partition to a reader, as fast as the reader gives credit and its socket takes bytes. */
export interface PartitionPump {
  readonly closed: boolean;
  start(sequenceNumber: number): void;
  /** Looks again whether there is something to send and room to send it. */
  readonly wake: () => void;
  /** Resolves when all is sent that there was, or that credit allowed. */
  untilIdle(): Promise<void>;
  close(): void;
}

/** Sent in one go, before others get their turn. */
const eventsPerTurn = 256;
const bytesPerTurn = 1024 * 1024;
/** With this much unsent, a slow reader's events stay in the log. */
const maxUnsentBytes = 2 * 1024 * 1024;

/** Transfers of one AMQP session. rhea does not wrap its counters at 2^32, as AMQP wants it; the client comes anew. */
const mostTransfers = 2 ** 32 - 2 ** 24;
const usedUp = {
  condition: 'amqp:connection:forced',
  description: 'The AMQP session has used up its transfer ids. Begin another.',
};

export function partitionPump({ link, log, peer, clock, withMetrics, onFailure }: PumpParts): PartitionPump {
  let next: number | undefined;
  let closed = false;
  let running = false;
  let wakeAgain = false;
  let idle: Promise<void> = Promise.resolve();
  let unsubscribe = (): void => undefined;
  const transfers = settledTransfers(link);

  const room = (): number => {
    // Nothing may follow a close of ours (AMQP 1.0 part 2, section 2.4.3).
    if (closed || !link.is_open() || peer.unsentBytes() > maxUnsentBytes) return 0;
    const { outgoing } = link.session;
    if (outgoing.next_transfer_id >= mostTransfers) {
      link.session.close(usedUp);
      return 0;
    }
    // What is queued has not used its credit yet. Other links' deliveries count too: too little is sent, never too much,
    // since one delivery without credit blocks its whole AMQP session.
    const queued = outgoing.next_delivery_id - outgoing.next_pending_delivery;
    const window = outgoing.transfer_window();
    return window > 0 ? Math.min(link.credit - queued, outgoing.available(), window, eventsPerTurn) : 0;
  };

  const send = (events: readonly StoredEvent[]): void => {
    const annotations = withMetrics ? lastEnqueuedAnnotations(log.last, clock()) : undefined;
    for (const event of events) {
      transfers.send(event, annotations);
      next = event.position.sequenceNumber + 1;
    }
    transfers.flush();
  };

  const run = async (): Promise<void> => {
    for (let events = room(); events > 0 && next !== undefined; events = room()) {
      const found = await log.read(next, { events, bytes: bytesPerTurn });
      if (closed || found.length === 0) return;
      // Reading took time; credit may have been drained meanwhile.
      send(found.slice(0, Math.max(room(), 0)));
      await nextTurn();
    }
  };

  const close = (): void => {
    closed = true;
    unsubscribe();
  };

  const fail = (error: unknown): void => {
    close();
    onFailure(error);
  };

  const wake = (): void => {
    wakeAgain = running;
    if (closed || running || next === undefined) return;
    running = true;
    idle = run()
      .then(undefined, fail)
      .finally(() => {
        running = false;
        // An event may have come after the last look and before this line.
        if (wakeAgain) wake();
      });
  };

  return {
    get closed() {
      return closed;
    },
    start: (sequenceNumber) => {
      next = sequenceNumber;
      unsubscribe = log.onAppend(wake);
      wake();
    },
    wake,
    untilIdle: () => idle,
    close,
  };
}

/** rhea writes what was sent after the present turn; only then do its counters say how much credit is left. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
