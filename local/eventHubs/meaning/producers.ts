import type { ProducerState } from '../storage/partitionLog.ts';
import { invalidProducer, producerEpochStolen, sequenceOutOfOrder, unknownProducer } from './producerErrors.ts';
import type { ServiceError } from './serviceError.ts';

/** What a client gives of itself when it attaches; the service fills in the rest. */
export interface AskedProducer {
  readonly id: number | undefined;
  readonly epoch: number | undefined;
  readonly sequenceNumber: number | undefined;
}

/** An idempotent producer as its link is told. */
export interface Producer {
  readonly id: number;
  readonly epoch: number;
  /** What the producer published last, or where it begins. */
  readonly sequenceNumber: number;
}

/** What each event of an idempotent producer bears; NaN where it bears no number. */
export type ProducerStamp = Producer;

export interface Admission {
  readonly producer: Producer;
  /** To be kept now: an epoch has begun in which nothing is published yet. */
  readonly begun: ProducerState | undefined;
}

export type Verdict =
  | { readonly verdict: 'publish'; readonly state: ProducerState }
  | { readonly verdict: 'repeated' }
  | { readonly verdict: 'refuse'; readonly error: ServiceError };

/** An AMQP long as far as numbers are exact, a short and an int. */
const largest = { id: Number.MAX_SAFE_INTEGER, epoch: 0x7fff, sequenceNumber: 0x7fffffff };

/**
 * Lets a producer in: a new one, one that comes back with what it knows, or one that takes an id over by a higher
 * epoch, with which sequence numbers begin anew. Sources: the live tests of azure-sdk-for-js (idempotentProducer.spec.ts),
 * azure-sdk-for-net (EventHubProducerClientLiveTests, idempotent) and azure-sdk-for-python (test_send_async.py, 5.4.0b1).
 */
export function admitProducer(
  { id, epoch, sequenceNumber }: AskedProducer,
  find: (id: number) => ProducerState | undefined,
  newId: () => number,
): Admission | ServiceError {
  if (!isValid(id, largest.id) || !isValid(epoch, largest.epoch) || !isValid(sequenceNumber, largest.sequenceNumber))
    return invalidProducer();
  if (id === undefined) return begin({ id: newId(), epoch: epoch ?? 0, sequenceNumber: sequenceNumber ?? 0 });
  const known = find(id);
  if (!known) return unknownProducer(id);
  // What the client says counts: events whose acceptance it did not see come again, and must be known again. One with a
  // lower epoch is told so when it sends: the JS client knows that error on sends alone, and would go on trying here.
  const producer = { id, epoch: epoch ?? known.epoch, sequenceNumber: sequenceNumber ?? lastOf(known) };
  if (producer.epoch <= known.epoch) return { producer, begun: undefined };
  return begin({ id, epoch: producer.epoch, sequenceNumber: sequenceNumber ?? 0 });
}

/** Whether events are to be stored, were stored before, or are refused. `known` is the partition's state of the id. */
export function judgeEvents(
  stamps: readonly ProducerStamp[],
  producer: Producer,
  known: ProducerState | undefined,
): Verdict {
  const [first] = stamps;
  const last = stamps.at(-1);
  if (!first || !last) return { verdict: 'repeated' };
  if (!isRow(stamps, producer)) return refuse(invalidProducer());
  if (known && known.epoch > producer.epoch) return refuse(producerEpochStolen(producer.epoch, known.epoch));
  const state = { ...last, firstSequenceNumber: first.sequenceNumber };
  // Silent for so long that the partition forgot it: there is nothing to hold it against.
  if (known?.epoch !== producer.epoch) return { verdict: 'publish', state };
  if (mayFollow(first.sequenceNumber, known)) return { verdict: 'publish', state };
  if (isRepetition(state, known)) return { verdict: 'repeated' };
  const expected = following(lastOf(known));
  return refuse(sequenceOutOfOrder(first.sequenceNumber, expected, isBehind(first.sequenceNumber, expected)));
}

/** Sequence numbers begin at 0 again after the largest, as .NET counts (EventHubProducerClient.NextSequence). */
function following(sequenceNumber: number): number {
  return sequenceNumber >= largest.sequenceNumber ? 0 : sequenceNumber + 1;
}

/** JS, .NET and Java publish first what follows on the number they were told, Python that number itself. */
function mayFollow(sequenceNumber: number, state: ProducerState): boolean {
  const last = lastOf(state);
  return sequenceNumber === following(last) || (isBegun(state) && sequenceNumber === last);
}

/**
 * The very batch that came last. After a restart only its end may be known, which says that all of it is stored. Another
 * batch with that end is refused instead: who sends it has lost count, and must not be told that it was stored.
 */
function isRepetition({ sequenceNumber, firstSequenceNumber }: ProducerState, known: ProducerState): boolean {
  const { firstSequenceNumber: knownFirst = firstSequenceNumber } = known;
  return sequenceNumber === known.sequenceNumber && firstSequenceNumber === knownFirst;
}

/** The stamps are this producer's, and follow each other. */
function isRow(stamps: readonly ProducerStamp[], { id, epoch }: Producer): boolean {
  return stamps.every((stamp, index) => {
    const before = stamps[index - 1];
    const follows = before === undefined || stamp.sequenceNumber === following(before.sequenceNumber);
    return stamp.id === id && stamp.epoch === epoch && isValid(stamp.sequenceNumber, largest.sequenceNumber) && follows;
  });
}

/** On the circle of sequence numbers, the shorter way decides. */
function isBehind(sequenceNumber: number, expected: number): boolean {
  const circle = largest.sequenceNumber + 1;
  return (expected - sequenceNumber + circle) % circle < circle / 2;
}

/**
 * The state of an epoch in which nothing is published yet. A negative number tells it from one in which the number
 * itself is published: 0 becomes -1, 1 becomes -2, …
 */
function begin(producer: Producer): Admission {
  return { producer, begun: { ...producer, sequenceNumber: -1 - producer.sequenceNumber } };
}

function isBegun({ sequenceNumber }: ProducerState): boolean {
  return sequenceNumber < 0;
}

function lastOf({ sequenceNumber }: ProducerState): number {
  return sequenceNumber < 0 ? -1 - sequenceNumber : sequenceNumber;
}

function isValid(number: number | undefined, max: number): boolean {
  return number === undefined || (Number.isInteger(number) && number >= 0 && number <= max);
}

function refuse(error: ServiceError): Verdict {
  return { verdict: 'refuse', error };
}
