import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Authorization } from '../../../../local/eventHubs/meaning/authorization.ts';
import { MemoryPartitionLog } from '../../../../local/eventHubs/storage/memoryPartitionLog.ts';
import { AnswerBudget } from '../../../../local/eventHubs/transport/answerBudget.ts';
import { type PartitionPump, partitionPump } from '../../../../local/eventHubs/transport/partitionPump.ts';
import { anEvent } from '../support/anEvent.ts';

interface Reader {
  failure?: unknown;
  credit: number;
  unsent: number;
  /** Deliveries given to rhea that its window holds back. */
  queued: number;
  free: number;
  window: number;
  open: boolean;
  /** Transfers of the AMQP session so far. */
  transfers: number;
  sessionError?: unknown;
  readonly sent: Buffer[];
}

/** As much of rhea's sender as a pump looks at. Its socket is not ready, so all goes through `send`. */
class FakeLink extends EventEmitter {
  readonly name = 'reader';
  readonly remote = { attach: { handle: 0, source: null, target: null, value: [] } };
  readonly state = { open_requests: 0 };
  readonly local = {
    handle: 0,
    attach: {
      role: false,
      snd_settle_mode: 1,
      rcv_settle_mode: 0,
      source: null,
      target: null,
      max_message_size: 0,
      properties: {},
    },
  };
  readonly delivery_count = 0;
  readonly session;
  readonly #reader: Reader;

  constructor(reader: Reader) {
    super();
    this.#reader = reader;
    this.session = {
      connection: { socket: new Socket(), socket_ready: false },
      local: { channel: 0, begin: { handle_max: 0 } },
      remote: { handles: {} },
      links: {},
      state: { local_open: true, remote_open: true },
      incoming: { next_delivery_id: 0, deliveries: { get_tail: () => undefined } },
      outgoing: {
        deliveries: { size: 0, head: 0, tail: 0, capacity: 0, push: () => undefined, by_id: () => undefined },
        get next_delivery_id(): number {
          return reader.queued;
        },
        next_pending_delivery: 0,
        next_transfer_id: reader.transfers,
        window: 0,
        available: () => reader.free,
        transfer_window: () => reader.window,
      },
      close: (error: unknown) => {
        reader.sessionError = error;
      },
      remove_link: () => undefined,
      _write_flow: () => undefined,
    };
  }

  get credit(): number {
    return this.#reader.credit;
  }

  send(message: Buffer): { readonly settled: boolean } {
    this.#reader.sent.push(message);
    this.#reader.credit -= 1;
    return { settled: true };
  }

  sendable = (): boolean => true;
  is_open = (): boolean => this.#reader.open;
  is_remote_open = (): boolean => true;
  set_drained = (): void => undefined;
  close = (): void => undefined;
}

/** A pump over ten events, and the reader it fills. */
async function aPump(
  choice: Partial<Reader>,
): Promise<{ pump: PartitionPump; reader: Reader; log: MemoryPartitionLog }> {
  const reader: Reader = {
    credit: 100,
    unsent: 0,
    queued: 0,
    free: 2048,
    window: 2048,
    open: true,
    transfers: 0,
    sent: [],
    ...choice,
  };
  const log = new MemoryPartitionLog(() => 0, 64 * 1024);
  for (let event = 0; event < 10; event++) await log.append([anEvent(String(event))]);
  const link = new FakeLink(reader);
  const peer = {
    host: 'localhost',
    authorization: new Authorization(() => 0),
    entity: (address: string) => address,
    answers: new AnswerBudget(),
    receivedSize: () => ({ bytes: 0, aborted: false }),
    unsentBytes: () => reader.unsent,
    answerDrain: () => undefined,
    neighbours: () => [],
  };
  return {
    pump: partitionPump({
      link,
      log,
      peer,
      clock: () => 0,
      withMetrics: false,
      onFailure: (error) => {
        reader.failure = error;
      },
    }),
    reader,
    log,
  };
}

describe('a pump from a partition to a reader', () => {
  it('sends what there is, then what comes', async () => {
    const { pump, reader, log } = await aPump({});
    pump.start(0);
    await pump.untilIdle();
    expect(reader.sent).toHaveLength(10);
    await log.append([anEvent('late')]);
    await pump.untilIdle();
    expect(reader.sent).toHaveLength(11);
  });

  it('ends an AMQP session before its transfer ids run out', async () => {
    const { pump, reader } = await aPump({ transfers: 2 ** 32 - 1000 });
    pump.start(0);
    await pump.untilIdle();
    expect(reader).toMatchObject({ sent: [], sessionError: { condition: 'amqp:connection:forced' } });
  });

  it.each<[string, Partial<Reader>, Partial<Reader>]>([
    ['credit', { credit: 0 }, { credit: 100 }],
    ['a socket that takes its bytes', { unsent: 100_000_000 }, { unsent: 0 }],
    [
      'what is queued: a delivery without credit would block all links of its AMQP session',
      { credit: 5, queued: 5 },
      { queued: 0, credit: 100 },
    ],
    ['the window of its AMQP session', { window: 0 }, { window: 2048 }],
    ['its first flow, before which rhea knows no window', { window: Number.NaN }, { window: 2048 }],
    ['room among the deliveries that rhea can hold', { free: 0 }, { free: 2048 }],
  ])('waits for %s', async (_, blocked, free) => {
    const { pump, reader } = await aPump(blocked);
    pump.start(0);
    await pump.untilIdle();
    expect(reader.sent).toHaveLength(0);
    Object.assign(reader, free);
    pump.wake();
    await pump.untilIdle();
    expect(reader.sent).toHaveLength(10);
  });

  it('sends nothing once its link, AMQP session or connection was closed by us, whatever credit there is', async () => {
    const { pump, reader } = await aPump({ open: false });
    pump.start(0);
    await pump.untilIdle();
    expect(reader.sent).toHaveLength(0);
  });

  it('sends nothing after it is closed', async () => {
    const { pump, reader, log } = await aPump({ credit: 3 });
    pump.start(0);
    await pump.untilIdle();
    pump.close();
    reader.credit = 100;
    await log.append([anEvent('late')]);
    pump.wake();
    await pump.untilIdle();
    expect(reader.sent).toHaveLength(3);
  });

  it('says when the log cannot be read, and stops', async () => {
    const { pump, reader, log } = await aPump({});
    const broken = new Error('The disk is gone.');
    log.read = () => Promise.reject(broken);
    pump.start(0);
    await pump.untilIdle();
    expect(reader.failure).toBe(broken);
    expect(pump.closed).toBe(true);
  });

  it('misses no event that comes between its last look and its sleep', async () => {
    const { pump, reader, log } = await aPump({});
    const read = log.read.bind(log);
    let late = 3;
    log.read = async (sequenceNumber, limits) => {
      const found = await read(sequenceNumber, limits);
      if (late-- > 0) await log.append([anEvent('late')]);
      return found;
    };
    pump.start(10);
    for (let look = 0; look < 10; look++) await pump.untilIdle();
    expect(reader.sent).toHaveLength(3);
  });
});
