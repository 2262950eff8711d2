import type { Log } from '../../src/pipeline/log.ts';

/** The gaps that the source reports, read from its lines as a person would read them. */
export class ReportedGaps implements Log {
  readonly gaps: { readonly after: bigint; readonly upTo: bigint }[] = [];
  /** Gaps that reach into what X still gives: whoever reports everything as lost would lose nothing. */
  needless = 0;
  readonly #endOfReach: () => bigint;

  /** `endOfReach` is the largest id that X may refuse now. */
  constructor(endOfReach: () => bigint) {
    this.#endOfReach = endOfReach;
  }

  log(): void {}

  error(line: string): void {
    const [, after, upTo] = /^Gap: .*\(id (\d+)\) to .*\(id (\d+)\)/.exec(line) ?? [];
    if (after === undefined || upTo === undefined) return;
    this.gaps.push({ after: BigInt(after), upTo: BigInt(upTo) });
    if (BigInt(upTo) > this.#endOfReach()) this.needless += 1;
  }

  hold(id: bigint): boolean {
    return this.gaps.some(({ after, upTo }) => after < id && id <= upTo);
  }
}
