import type { EventPosition, ReceivedEventData } from '@azure/event-hubs';
import { describe, expect, it } from '@jest/globals';
import { type PartitionReading, readPartition } from '../../../local/view/readPartition.ts';
import type { Subscriber } from '../../../local/view/readUntilError.ts';
import { ViewError } from '../../../local/view/viewError.ts';

/** What one subscription does: deliver these sequence numbers, then fail with this error. */
interface Act {
  readonly deliver?: readonly number[];
  /** A second batch, right after the first. */
  readonly more?: readonly number[];
  readonly fail?: Error;
}

/** A client whose subscriptions play the acts in order; the one after the last stays silent. */
function playing(acts: readonly Act[], onLast: () => void) {
  const starts: unknown[] = [];
  const open = new Set<number>();
  const subscribe: Subscriber['subscribe'] = (_, handlers, { startPosition }) => {
    const { deliver = [], more = [], fail } = acts[starts.length] ?? {};
    const id = starts.length;
    starts.push(startPosition);
    open.add(id);
    const play = async (): Promise<void> => {
      if (deliver.length > 0) await handlers.processEvents(deliver.map(anEvent), context);
      if (more.length > 0) await handlers.processEvents(more.map(anEvent), context);
      if (fail) await handlers.processError(fail, context);
      if (id === acts.length) onLast();
    };
    void play();
    return { close: async () => void open.delete(id), isRunning: true };
  };
  return { client: { subscribe }, starts, open };
}

const context = {
  fullyQualifiedNamespace: 'localhost',
  eventHubName: 'tweets',
  consumerGroup: '$Default',
  partitionId: '0',
  updateCheckpoint: async () => undefined,
};

function anEvent(sequenceNumber: number): ReceivedEventData {
  return {
    body: Buffer.from('a'),
    sequenceNumber,
    offset: String(sequenceNumber),
    enqueuedTimeUtc: new Date(0),
    partitionKey: null,
    getRawAmqpMessage: () => ({ body: undefined }),
  };
}

const failing = (code: string, message = 'went wrong'): Error => Object.assign(new Error(message), { code });
const start: EventPosition = { sequenceNumber: 0, isInclusive: true };

async function read(acts: readonly Act[], options: Partial<PartitionReading> = {}) {
  const ending = new AbortController();
  const { client, starts, open } = playing(acts, () => ending.abort());
  const taken: number[] = [];
  const said: string[] = [];
  const reading: PartitionReading = {
    client,
    target: { namespace: 'localhost', hub: 'tweets', consumerGroup: 'view', partition: '0' },
    start,
    startIsChosen: true,
    creation: { current: async () => 1, forget: () => undefined },
    createdOn: 1,
    maxBatchSize: 10,
    take: async (events) => void taken.push(...events.map(({ sequenceNumber }) => sequenceNumber)),
    say: (message) => said.push(message),
    retryDelayMs: 1,
    signal: ending.signal,
    ...options,
  };
  const error = await readPartition(reading).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { taken, said, starts, open, error };
}

describe('readPartition', () => {
  it('goes on after the last event that was taken when the connection was lost, and says so', async () => {
    const lost = new AggregateError([failing('ETIMEDOUT'), failing('ECONNREFUSED', 'connect ECONNREFUSED ::1:5672')]);
    const { taken, said, starts, open } = await read([
      { deliver: [0, 1], fail: lost },
      { deliver: [2], fail: lost },
    ]);
    expect(taken).toEqual([0, 1, 2]);
    expect(starts).toEqual([
      start,
      { sequenceNumber: 1, isInclusive: false },
      { sequenceNumber: 2, isInclusive: false },
    ]);
    expect(said[0]).toBe('Cannot read from localhost, trying again: connect ECONNREFUSED ::1:5672.');
    expect(open.size).toBe(0);
  });

  it('begins at its start again when nothing was taken yet', async () => {
    const { starts } = await read([{ fail: failing('ServiceUnavailableError') }]);
    expect(starts).toEqual([start, start]);
  });

  it('reads a hub that began anew from its first event', async () => {
    const { starts, said } = await read([
      { deliver: [7], fail: failing('DetachForcedError') },
      { fail: failing('ArgumentError', "The supplied sequence number '7' is invalid.") },
    ]);
    expect(starts[2]).toEqual({ offset: '-1' });
    expect(said[1]).toBe('Partition 0 began anew; reading it from its first event.');
  });

  it('reads a hub that began anew before its first event, when the start was not chosen', async () => {
    const refused = failing('ArgumentError', "The supplied sequence number '4' is invalid.");
    const { starts, error } = await read([{ fail: failing('DetachForcedError') }, { fail: refused }], {
      start: { sequenceNumber: 4, isInclusive: false },
      startIsChosen: false,
    });
    expect(error).toBeUndefined();
    expect(starts[2]).toEqual({ offset: '-1' });
  });

  it('takes nothing of another hub before its first event, also when its position exists there', async () => {
    const created = [1, 2];
    const creation = { current: async () => created.shift() ?? 2, forget: () => undefined };
    const lost = failing('ETIMEDOUT');
    const { taken, starts } = await read(
      [{ deliver: [0, 1], fail: lost }, { deliver: [2] }, { deliver: [0, 1, 2], fail: lost }],
      { creation },
    );
    expect(taken).toEqual([0, 1, 0, 1, 2]);
    expect(starts[2]).toEqual({ offset: '-1' });
  });

  it('asks anew which hub it is after every error, and begins at the first event of another one', async () => {
    let known = 1;
    const creation = { current: async () => known, forget: () => void known++ };
    const { starts, said, error } = await read([{ fail: failing('ArgumentError') }], { creation });
    expect(error).toBeUndefined();
    expect(starts).toEqual([start, { offset: '-1' }]);
    expect(said).toEqual([]);
  });

  it('takes nothing that follows a batch it could not check, until it has read that again', async () => {
    const answers = [async () => Promise.reject(failing('ECONNREFUSED', 'connect ECONNREFUSED'))];
    const creation = { current: async () => (await answers.shift()?.()) ?? 1, forget: () => undefined };
    const { taken, starts, said } = await read(
      [
        { deliver: [0], more: [1] },
        { deliver: [0, 1], fail: failing('ETIMEDOUT') },
      ],
      {
        creation,
      },
    );
    expect(taken).toEqual([0, 1]);
    expect(starts.slice(0, 2)).toEqual([start, start]);
    expect(said[0]).toBe('Cannot read from localhost, trying again: connect ECONNREFUSED.');
  });

  it('ends when even the first event of the partition is refused', async () => {
    const refused = failing('ArgumentError', 'Nothing is valid.');
    const { error, starts } = await read([{ deliver: [7], fail: refused }, { fail: refused }]);
    expect(error).toMatchObject({ code: 'position-not-found' });
    expect(starts).toHaveLength(2);
  });

  it.each([
    ['MessagingEntityNotFoundError', 'group-not-found', /no consumer group "view"/],
    ['UnauthorizedError', 'unauthorized', /Listen right/],
    ['QuotaExceededError', 'too-many-readers', /--group another group/],
    ['ReceiverDisconnectedError', 'reader-refused', /owner level/],
    ['ArgumentError', 'position-not-found', /--from earliest/],
    ['ArgumentOutOfRangeError', 'position-not-found', /Partition 0/],
    ['MessagingEntityDisabledError', 'reader-refused', /disabled/],
  ])('ends at %s, in one clear line', async (code, viewCode, message) => {
    const { error, open } = await read([{ fail: failing(code, 'The fact. TrackingId:123_G0, Timestamp:now') }]);
    expect(error).toBeInstanceOf(ViewError);
    expect(error).toMatchObject({ code: viewCode, message: expect.stringMatching(message) });
    expect(error).toMatchObject({ message: expect.not.stringMatching(/TrackingId|\n/) });
    expect(open.size).toBe(0);
  });
});
