/** Where a transfer goes: the link's handle on the AMQP session's channel. */
export interface TransferAddress {
  readonly channel: number;
  readonly handle: number;
}

const descriptor = 0x14;
const fieldCount = 11;
const smallest = { none: 0x40, true: 0x41, false: 0x42, zero: 0x43, smallUint: 0x52, uint: 0x70 };

/** What a transfer frame takes at most beside its payload. */
export const mostTransferHeadBytes = 40;

/**
 * Writes the head of a frame that holds a settled transfer (AMQP 1.0 part 2, sections 2.3 and 2.7.5), up to its
 * payload, and returns where the payload begins. Its fields are those of the service's transfers (measured, not
 * documented): empty tag, format 0, settled, batchable, and none left out.
 */
export function writeTransferHead(
  frame: Buffer,
  start: number,
  { channel, handle }: TransferAddress,
  deliveryId: number,
  more: boolean,
  payloadBytes: number,
): number {
  const list = start + 11;
  let at = writeUint(frame, list + 3, handle);
  at = writeUint(frame, at, deliveryId);
  frame[at++] = 0xa0;
  frame[at++] = 0;
  frame[at++] = smallest.zero;
  frame[at++] = smallest.true;
  frame[at++] = more ? smallest.true : smallest.false;
  for (let unset = 0; unset < 4; unset++) frame[at++] = smallest.none;
  frame[at++] = smallest.true;
  frame[list] = 0xc0;
  frame[list + 1] = at - list - 2;
  frame[list + 2] = fieldCount;
  frame.writeUInt32BE(at - start + payloadBytes, start);
  frame[start + 4] = 2;
  frame[start + 5] = 0;
  frame.writeUInt16BE(channel, start + 6);
  frame[start + 8] = 0x00;
  frame[start + 9] = 0x53;
  frame[start + 10] = descriptor;
  return at;
}

function writeUint(frame: Buffer, at: number, value: number): number {
  if (value === 0) {
    frame[at] = smallest.zero;
    return at + 1;
  }
  if (value <= 255) {
    frame[at] = smallest.smallUint;
    frame[at + 1] = value;
    return at + 2;
  }
  frame[at] = smallest.uint;
  // Delivery ids are serial numbers of 32 bits, which begin again (RFC 1982).
  frame.writeUInt32BE(value >>> 0, at + 1);
  return at + 5;
}
