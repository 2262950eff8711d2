import type { Log } from '../../src/pipeline/log.ts';

/** The gaps that the source reports, read from its lines as a person would read them. */
export class ReportedGaps implements Log {
  readonly gaps: { readonly after: bigint; readonly upTo: bigint }[] = [];
  readonly errors: string[] = [];

  log(): void {}

  error(line: string): void {
    this.errors.push(line);
    const [, after, upTo] = /^Gap: .*\(id (\d+)\) to .*\(id (\d+)\)/.exec(line) ?? [];
    if (after !== undefined && upTo !== undefined) this.gaps.push({ after: BigInt(after), upTo: BigInt(upTo) });
  }

  hold(id: bigint): boolean {
    return this.gaps.some(({ after, upTo }) => after < id && id <= upTo);
  }
}
