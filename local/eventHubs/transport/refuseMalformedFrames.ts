import { checkFrame } from '../wire/checkFrame.ts';
import { checkPerformative } from '../wire/checkPerformative.ts';
import { MalformedMessageError } from '../wire/malformedMessageError.ts';
import { type FrameReader, type ServerConnection, saslProtocol } from './rheaInternals.ts';

const headerBytes = 8;

/**
 * Checks each frame before rhea decodes it, which believes every count: an array of 4 billion nulls takes 10 bytes on
 * the wire and all memory there is. `refuse` is told once; from then on what comes is dropped.
 */
export function refuseMalformedFrames(
  connection: ServerConnection,
  refuse: (error: MalformedMessageError) => void,
): void {
  let refused = false;
  const guard = (reader: FrameReader): void => {
    const read = reader.read;
    reader.read = (buffer) => {
      if (refused) return buffer.length;
      const malformed = findMalformed(buffer, reader.header_received ? 0 : headerBytes);
      if (!malformed) return read.call(reader, buffer);
      // What came before it still counts.
      read.call(reader, buffer.subarray(0, malformed.at));
      refused = true;
      refuse(malformed.error);
      return buffer.length;
    };
  };
  guard(connection.amqp_transport);
  const sasl = connection.sasl_transport?.transports?.[saslProtocol]?.transport;
  if (sasl) guard(sasl);
}

interface Malformed {
  readonly at: number;
  readonly error: MalformedMessageError;
}

/** Looks at the whole frames only; the last is seen again when the rest of it has come. */
function findMalformed(buffer: Buffer, start: number): Malformed | undefined {
  let at = start;
  while (at + headerBytes <= buffer.length) {
    const size = buffer.readUInt32BE(at);
    // rhea refuses by itself what is no frame at all.
    if (size < headerBytes || at + size > buffer.length) return undefined;
    const error = errorOf(buffer.subarray(at, at + size));
    if (error) return { at, error };
    at += size;
  }
  return undefined;
}

function errorOf(frame: Buffer): MalformedMessageError | undefined {
  try {
    checkFrame(frame);
    checkPerformative(frame);
    return undefined;
  } catch (error) {
    if (error instanceof MalformedMessageError) return error;
    throw error;
  }
}
