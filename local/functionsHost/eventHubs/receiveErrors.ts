import { describeServiceError } from '../serviceError.ts';

/** What the SDK itself raises when another reader takes a partition; it then stops reading it and takes nothing back. */
export function ownershipLost(partition: string): Error {
  const error = new Error(`Partition ${partition} is read by another host.`);
  return Object.assign(error, { code: 'ReceiverDisconnectedError', retryable: false });
}

/**
 * One line about a failure to receive. A checkpoint beyond the hub's last event, left over from a hub that was emptied, never
 * mends itself, so the line says what does. https://github.com/Azure/azure-event-hubs-emulator-installer/issues/58
 *
 * @param partition '' for what concerns the whole hub
 * @param connection name of the setting of the trigger's connection
 */
export function describeReceiveError(error: unknown, partition: string, connection: string): string {
  const where = partition === '' ? '' : `partition ${partition}: `;
  const message = describeServiceError(error, connection);
  if (!/supplied (?:sequence number|offset) .* is invalid/.test(message)) return `${where}${message}`;
  return `${where}${message.replace(/\.$/, '')}. The checkpoint lies beyond the hub's events: one was reset without the other. Reset both, or delete the partition's checkpoint blob in container azure-webjobs-eventhub.`;
}
