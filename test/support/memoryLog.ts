import type { Log } from '../../src/pipeline/log.ts';

export class MemoryLog implements Log {
  readonly lines: string[] = [];
  readonly errors: string[] = [];

  log(line: string): void {
    this.lines.push(line);
  }

  error(line: string): void {
    this.errors.push(line);
  }
}
