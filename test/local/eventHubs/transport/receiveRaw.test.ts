import { describe, expect, it } from '@jest/globals';
import { create_container, types } from 'rhea';
import { receiveRaw } from '../../../../local/eventHubs/transport/receiveRaw.ts';
import {
  type Frame,
  isServerConnection,
  type ServerConnection,
} from '../../../../local/eventHubs/transport/rheaInternals.ts';

const limit = 1000;

/** A connection with one link at handle 0, and the frames that get through to rhea. */
function aConnection(): { connection: ServerConnection; through: Frame[]; link: object } {
  const connection = create_container().create_connection({ port: 0 });
  if (!isServerConnection(connection)) throw new Error('This rhea is not the one the emulator is made for.');
  const link = { name: 'link' };
  const through: Frame[] = [];
  Object.assign(connection, {
    remote_channel_map: { 0: { remote: { handles: { 0: link } } } },
    on_transfer: (frame: Frame) => through.push(frame),
  });
  return { connection, through, link };
}

const transfer = (payload: Buffer, { more = false, aborted = false, format = 0 } = {}): Frame => ({
  channel: 0,
  performative: {
    constructor: {},
    handle: 0,
    more,
    aborted,
    value: [undefined, undefined, undefined, types.wrap_uint(format)],
  },
  payload,
});

describe('receiving deliveries raw', () => {
  it('drops what goes beyond the limit, and still knows the true size', () => {
    const { connection, through } = aConnection();
    const sizeOf = receiveRaw(connection, limit);
    for (let piece = 0; piece < 10; piece++) connection.on_transfer(transfer(Buffer.alloc(300), { more: piece < 9 }));
    expect(through.map(({ payload }) => payload?.length)).toEqual([300, 300, 300, 0, 0, 0, 0, 0, 0, 0]);
    const [link] = Object.values(connection.remote_channel_map[0]?.remote.handles ?? {});
    expect(link && sizeOf(link)).toEqual({ bytes: 3000, aborted: false });
  });

  it('counts each delivery anew, and those aborted not at all', () => {
    const { connection } = aConnection();
    const sizeOf = receiveRaw(connection, limit);
    const [link] = Object.values(connection.remote_channel_map[0]?.remote.handles ?? {});
    connection.on_transfer(transfer(Buffer.alloc(900), { more: true }));
    connection.on_transfer(transfer(Buffer.alloc(0), { aborted: true, more: true }));
    expect(link && sizeOf(link).aborted).toBe(true);
    connection.on_transfer(transfer(Buffer.alloc(500)));
    expect(link && sizeOf(link)).toEqual({ bytes: 500, aborted: false });
  });

  it('takes format 0 for no format, which rhea leaves undecoded, and keeps others', () => {
    const { connection, through } = aConnection();
    receiveRaw(connection, limit);
    connection.on_transfer(transfer(Buffer.alloc(1)));
    connection.on_transfer(transfer(Buffer.alloc(1), { format: 0x80013700 }));
    expect(through.map(({ performative }) => performative.value[3])).toEqual([undefined, types.wrap_uint(0x80013700)]);
  });
});
