import type { ServiceError } from './serviceError.ts';

/** Said of a negative number, at attach or on an event. Source of the text: azure-sdk-for-js, idempotentProducer.spec.ts. */
export function invalidProducer(): ServiceError {
  return {
    condition: 'com.microsoft:argument-out-of-range',
    description:
      'Invalid range for idempotent producer state. Producer Id, Epoch, and Sequence Number must be zero or positive.',
  };
}

/** A producer of the same id has come with a higher epoch. `Received:… Current:…` is the service's (the same source). */
export function producerEpochStolen(received: number, current: number): ServiceError {
  return {
    condition: 'com.microsoft:producer-epoch-stolen',
    description: `The producer's epoch is lower than that of a later producer with the same id. Received:${received} Current:${current}`,
  };
}

/** Events that do not follow on those published before. Clients look for `old sequence` (the same source). */
export function sequenceOutOfOrder(received: number, expected: number, isOld: boolean): ServiceError {
  const kind = isOld ? 'an old sequence' : 'a sequence with a gap before it';
  return {
    condition: 'com.microsoft:out-of-order-sequence',
    description: `The producer's sequence number is out of order: ${kind}. Received:${received} Expected:${expected}`,
  };
}

/** The condition is the service's (azure-sdk-for-python, test_send_async.py of 5.4.0b1), the text is ours. */
export function unknownProducer(id: number): ServiceError {
  return {
    condition: 'amqp:not-allowed',
    description: `The partition does not know a producer with the id '${id}'. Leave the id out to be given a new one.`,
  };
}

/** What the service says to this is not known; the clients do not let it happen. */
export function producerWithoutPartition(): ServiceError {
  return {
    condition: 'amqp:not-allowed',
    description: 'An idempotent producer publishes to one partition. Attach to one by its id.',
  };
}
