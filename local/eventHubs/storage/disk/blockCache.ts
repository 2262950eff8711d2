import type { EventBlock } from '../eventBlock.ts';

/** Whoever holds a block that can be read again from its file. */
export interface BlockHolder {
  block: EventBlock | undefined;
  /** True while the block has bytes that are in no file yet. */
  readonly isPinned: boolean;
}

/**
 * The blocks in memory of all partitions together, bounded by their sum: what readers at the tail need, and what readers
 * further behind share. The one that was not used for longest leaves first.
 */
export class BlockCache {
  readonly #limit: number;
  readonly #holders = new Set<BlockHolder>();
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limit = limitBytes;
  }

  hold(holder: BlockHolder, block: EventBlock): void {
    this.drop(holder);
    holder.block = block;
    this.#holders.add(holder);
    this.#bytes += block.bytes.length;
    this.#shrink();
  }

  use(holder: BlockHolder): void {
    if (this.#holders.delete(holder)) this.#holders.add(holder);
  }

  drop(holder: BlockHolder): void {
    if (this.#holders.delete(holder)) this.#bytes -= holder.block?.bytes.length ?? 0;
    holder.block = undefined;
  }

  #shrink(): void {
    if (this.#bytes <= this.#limit) return;
    for (const holder of this.#holders) {
      if (this.#bytes <= this.#limit) return;
      if (!holder.isPinned) this.drop(holder);
    }
  }
}
