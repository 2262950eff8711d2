import type { DiskSegment } from './diskSegment.ts';
import { systemCode } from './systemCode.ts';

export interface LeavingSegmentsParts {
  /** Awaited before a file is deleted. */
  readonly makeSafe: () => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * Segments whose events are dropped and whose files are still to be deleted: in their order and no further than the first
 * that cannot be, so that a killed process or a busy file never leaves a hole between those that are left.
 */
export class LeavingSegments {
  readonly #parts: LeavingSegmentsParts;
  readonly #segments: DiskSegment[] = [];
  #said: DiskSegment | undefined;
  #deleting: Promise<void> | undefined;

  constructor(parts: LeavingSegmentsParts) {
    this.#parts = parts;
  }

  add(segment: DiskSegment): void {
    this.#segments.push(segment);
  }

  /** Resolves when their files are gone, or one of them cannot be deleted; that is said, and the next call tries again. */
  delete(): Promise<void> {
    this.#deleting ??= this.#deleteInOrder().finally(() => {
      this.#deleting = undefined;
    });
    return this.#deleting;
  }

  /** Lets go of their files, also of those that are not deleted. */
  async close(): Promise<void> {
    await this.#deleting;
    // What is left in them of a failed write is of no interest any more.
    for (const segment of this.#segments) await segment.close().catch(() => undefined);
  }

  async #deleteInOrder(): Promise<void> {
    for (let oldest = this.#segments[0]; oldest; oldest = this.#segments[0]) {
      try {
        await this.#parts.makeSafe();
        await oldest.remove();
      } catch (error) {
        this.#say(oldest, error);
        return;
      }
      this.#segments.shift();
    }
  }

  #say(segment: DiskSegment, error: unknown): void {
    if (this.#said === segment) return;
    this.#said = segment;
    this.#parts.log(`${segment.parts.path} cannot be deleted (${systemCode(error)}). It is tried again.`);
  }
}
