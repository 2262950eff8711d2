import type { Writable } from 'node:stream';

const slabBytes = 256 * 1024;
/** Memory that no socket holds at the moment, kept so that the system need not hand out and clear pages anew. */
const mostFree = 16;
const free: Buffer[] = [];

/** Gathers frames for a socket, which gets many of them by one write. */
export class FrameSlabs {
  readonly #socket: Writable;
  #slab: Buffer | undefined;
  #end = 0;

  constructor(socket: Writable) {
    this.#socket = socket;
  }

  /** Memory that has room for so many bytes from `end` on. */
  withRoomFor(bytes: number): Buffer {
    if (this.#slab && this.#end + bytes > this.#slab.length) this.flush();
    this.#slab ??= (bytes <= slabBytes ? free.pop() : undefined) ?? Buffer.allocUnsafeSlow(Math.max(bytes, slabBytes));
    return this.#slab;
  }

  /** Where the next frame begins. */
  get end(): number {
    return this.#end;
  }

  set end(position: number) {
    this.#end = position;
  }

  /** Hands the socket what was gathered. */
  flush(): void {
    const slab = this.#slab;
    if (!slab) return;
    const frames = slab.subarray(0, this.#end);
    this.#slab = undefined;
    this.#end = 0;
    if (2 * frames.length > slab.length) this.#socket.write(frames, () => giveBack(slab));
    else this.#writeCopy(frames, slab);
  }

  /** A socket that takes nothing for a while must not hold a slab for each event of its slow reader. */
  #writeCopy(frames: Buffer, slab: Buffer): void {
    this.#socket.write(Buffer.from(frames));
    giveBack(slab);
  }
}

function giveBack(slab: Buffer): void {
  if (slab.length === slabBytes && free.length < mostFree) free.push(slab);
}
