import { safeText } from './safeText.ts';
import { ViewError } from './viewError.ts';

/** Names for messages: where the hub is, and what was asked for. */
export interface ReaderTarget {
  /** Host, with its port where it has one. */
  readonly namespace: string;
  readonly hub: string;
  readonly consumerGroup: string;
  /** Undefined for what concerns the whole hub. */
  readonly partition: string | undefined;
}

/** The SDK's last word: after several attempts it throws an AggregateError of them all. */
export function lastError(error: unknown): unknown {
  return error instanceof AggregateError ? error.errors.at(-1) : error;
}

/** The SDK's `code` of an error, which MessagingError takes from the AMQP condition. */
export function sdkCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The message for an error that no repetition mends; undefined for one that may pass. */
export function finalError(cause: unknown, target: ReaderTarget): ViewError | undefined {
  const { namespace, hub, consumerGroup, partition } = target;
  const options = { cause };
  switch (sdkCode(cause)) {
    case 'MessagingEntityNotFoundError':
      return partition === undefined
        ? new ViewError(
            'hub-not-found',
            `There is no hub "${hub}" in ${namespace}. Set EVENT_HUB_NAME or --hub to one that exists.`,
            options,
          )
        : new ViewError(
            'group-not-found',
            `Hub "${hub}" has no consumer group "${consumerGroup}". Create it, or read with --group $Default.`,
            options,
          );
    // The SDK would try again, but a key or a role does not change within a minute.
    case 'UnauthorizedError':
    case 'InvalidSignatureError':
      return new ViewError(
        'unauthorized',
        `${namespace} refuses to let us read hub "${hub}": ${firstLine(cause)} Check EventHubConnection: a key needs the Listen right, ` +
          'an identity the role Azure Event Hubs Data Receiver.',
        options,
      );
    case 'QuotaExceededError':
      return new ViewError(
        'too-many-readers',
        `Five readers, the most there can be, read partition ${partition} in group "${consumerGroup}". End one, or give --group another group.`,
        options,
      );
    case 'ReceiverDisconnectedError':
      return new ViewError(
        'reader-refused',
        `A reader with an owner level has partition ${partition} in group "${consumerGroup}" for itself. Give --group another group.`,
        options,
      );
    case 'ArgumentError':
    case 'ArgumentOutOfRangeError':
      return new ViewError(
        'position-not-found',
        `Partition ${partition} cannot be read from there: ${firstLine(cause)} Begin elsewhere, for instance with --from earliest.`,
        options,
      );
    case 'MessagingEntityDisabledError':
      return new ViewError('reader-refused', `Hub "${hub}" is disabled: enable it in ${namespace}.`, options);
    default:
      return undefined;
  }
}

/** The first sentence of what the service said, without its tracking ids. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const [line = ''] = message.split(/\r?\n| ?TrackingId:/);
  const text = safeText(line.trim());
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
