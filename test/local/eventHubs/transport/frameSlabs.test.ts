import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { FrameSlabs } from '../../../../local/eventHubs/transport/frameSlabs.ts';

/** A socket that takes nothing until it is told to, and keeps what its taken hold at that moment. */
function aSocket() {
  const taken: Buffer[] = [];
  const waiting: (() => void)[] = [];
  const socket = new Writable({
    highWaterMark: 1,
    write: (chunk: Buffer, _, done) => {
      waiting.push(() => {
        taken.push(Buffer.from(chunk));
        done();
      });
    },
  });
  const takeAll = (): void => {
    while (waiting.length > 0) waiting.shift()?.();
  };
  return { socket, taken, takeAll };
}

function add(slabs: FrameSlabs, bytes: number, content: number): void {
  const slab = slabs.withRoomFor(bytes);
  slab.fill(content, slabs.end, slabs.end + bytes);
  slabs.end += bytes;
}

describe('frames that are gathered', () => {
  it('reach the socket in their order by few writes, however long they are', () => {
    const { socket, taken, takeAll } = aSocket();
    const slabs = new FrameSlabs(socket);
    const lengths = Array.from({ length: 300 }, (_, number) => (number === 100 ? 1_000_000 : 1500 + number));
    for (const [number, length] of lengths.entries()) add(slabs, length, number % 256);
    slabs.flush();
    takeAll();
    expect(taken.length).toBeLessThan(6);
    const whole = Buffer.concat(lengths.map((length, number) => Buffer.alloc(length, number % 256)));
    expect(Buffer.concat(taken).equals(whole)).toBe(true);
  });

  it('stay as they are until the socket has taken them', () => {
    const { socket, taken, takeAll } = aSocket();
    const slabs = new FrameSlabs(socket);
    for (let content = 1; content <= 20; content++) {
      add(slabs, 200_000, content);
      slabs.flush();
      if (content % 3 === 0) takeAll();
    }
    takeAll();
    expect(taken.map((chunk) => chunk.every((byte) => byte === chunk[0]) && chunk[0])).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  it('take no more than twice their bytes of memory while a socket does not take them', () => {
    const { socket, takeAll } = aSocket();
    const slabs = new FrameSlabs(socket);
    const held = new Map<ArrayBufferLike, number>();
    const write = socket.write.bind(socket);
    socket.write = (chunk: Buffer, ...rest: never[]) => {
      held.set(chunk.buffer, chunk.buffer.byteLength);
      return write(chunk, ...rest);
    };
    for (let event = 0; event < 1000; event++) {
      add(slabs, 5000, event % 256);
      slabs.flush();
    }
    const sum = [...held.values()].reduce((total, bytes) => total + bytes, 0);
    expect(sum).toBeLessThanOrEqual(2 * 5000 * 1000);
    takeAll();
  });

  it('are nothing to write when there are none', () => {
    const { socket, taken } = aSocket();
    new FrameSlabs(socket).flush();
    expect(taken).toEqual([]);
  });
});
