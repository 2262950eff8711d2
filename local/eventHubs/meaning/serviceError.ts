/**
 * A refusal in the service's words. Clients decide by the condition, and the JS client by the very text of some
 * (azure-sdk-for-js, core-amqp/src/errors.ts), so both are part of the contract.
 */
export interface ServiceError {
  readonly condition: string;
  readonly description: string;
}

/** An unknown hub, group or path; `entity` is its full address, `sb://host/path`. */
export function notFound(entity: string): ServiceError {
  return {
    condition: 'amqp:not-found',
    description: `The messaging entity '${entity}' could not be found. To know more visit https://aka.ms/sbResourceMgrExceptions. `,
  };
}

/** An address that names nothing, since no name is so long. It is not repeated. The text is ours. */
export function addressTooLong(length: number, limit: number): ServiceError {
  return {
    condition: 'amqp:not-found',
    description: `The messaging entity could not be found: its address has ${length} characters, and the longest may have ${limit}.`,
  };
}

/** Source of the text: azure-sdk-for-python, issue 11708. */
export function badPartition(partitionCount: number): ServiceError {
  return {
    condition: 'com.microsoft:argument-out-of-range',
    description: `The specified partition is invalid for an EventHub partition sender or receiver. It should be between 0 and ${partitionCount - 1}.\nParameter name: PartitionId`,
  };
}

/** Source of the text: azure-sdk-for-java, issue 10215. */
export function badStart(what: 'sequence number' | 'offset', supplied: string, last: number): ServiceError {
  return {
    condition: 'com.microsoft:argument-error',
    description: `The supplied ${what} '${supplied}' is invalid. The last ${what} in the system is '${last}'`,
  };
}

/** The service's own text for a filter it cannot read is not known; the condition is that of a bad start. */
export function badFilter(filter: string): ServiceError {
  return {
    condition: 'com.microsoft:argument-error',
    description: `The filter '${filter}' is invalid. It compares one of x-opt-offset, x-opt-sequence-number and x-opt-enqueued-time by > or >=.`,
  };
}

/** Source of the text: azure-event-hubs-python, issue 106. */
export function tooLarge(deliveryId: number, size: number, limit: number): ServiceError {
  return {
    condition: 'amqp:link:message-size-exceeded',
    description: `The received message (delivery-id:${deliveryId}, size:${size} bytes) exceeds the limit (${limit} bytes) currently allowed on the link.`,
  };
}

/** Said to the readers that a new owner puts out. Source of the text: azure-sdk-for-java, issue 12483. */
export function stolen(
  by: { name?: string | undefined; epoch: bigint },
  from: { name?: string | undefined; epoch?: bigint | undefined },
): ServiceError {
  return {
    condition: 'amqp:link:stolen',
    description: `New receiver '${shown(by.name)}' with higher epoch of '${by.epoch}' is created hence current receiver '${shown(from.name)}' with epoch '${from.epoch ?? ''}' is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used.`,
  };
}

/** Said to a new owner whose epoch is too low. Source of the text: azure-sdk-for-java, issue 26583. */
export function epochTooLow(
  present: { name?: string | undefined; epoch: bigint },
  refused: { name?: string | undefined; epoch: bigint },
): ServiceError {
  return {
    condition: 'amqp:link:stolen',
    description: `Receiver '${shown(present.name)}' with a higher epoch '${present.epoch}' already exists. Receiver '${shown(refused.name)}' with epoch ${refused.epoch} cannot be created. Make sure you are creating receiver with increasing epoch value to ensure connectivity, or ensure all old epoch receivers are closed or disconnected.`,
  };
}

/** Said to a reader without epoch while an owner is there. Source of the text: amqpnetlite, issue 162. */
export function ownerPresent(epoch: bigint): ServiceError {
  return {
    condition: 'amqp:link:stolen',
    description: `At least one receiver for the endpoint is created with epoch of '${epoch}', and so non-epoch receiver is not allowed. Either reconnect with a higher epoch, or make sure all epoch receivers are closed or disconnected.`,
  };
}

/** Source of the text: azure-sdk-for-js, issue 18626. */
export function tooManyReceivers(names: readonly (string | undefined)[]): ServiceError {
  return {
    condition: 'amqp:resource-limit-exceeded',
    description: `Exceeded the maximum number of allowed receivers per partition in a consumer group which is ${names.length}. List of connected receivers - ${names.map(shown).join(', ')}.`,
  };
}

/** A request whose type or operation is not known. Source of the text: azure-sdk-for-net, issue 9388. */
export function badProperty(name: string): ServiceError {
  return {
    condition: 'amqp:not-allowed',
    description: `Property '${name}' in the 'application-properties' section is either missing, has the wrong type, or has an unexpected value.`,
  };
}

/** Our own failure, which clients retry. */
export function internalError(cause: unknown): ServiceError {
  return { condition: 'amqp:internal-error', description: cause instanceof Error ? cause.message : String(cause) };
}

/** What the service prints for a receiver whose name it does not know. */
function shown(name: string | undefined): string {
  return name ?? 'nil';
}
