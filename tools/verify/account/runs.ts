import type { Position } from './byPosition.ts';

interface Run {
  readonly partition: string;
  readonly from: number;
  readonly to: number;
}

/** Positions in their order, those that follow each other taken together. */
export function* runs(positions: Iterable<Position>): Generator<Run> {
  let run: Run | undefined;
  for (const { partition, sequenceNumber } of positions) {
    if (run !== undefined && run.partition === partition && run.to + 1 === sequenceNumber) {
      run = { ...run, to: sequenceNumber };
      continue;
    }
    if (run !== undefined) yield run;
    run = { partition, from: sequenceNumber, to: sequenceNumber };
  }
  if (run !== undefined) yield run;
}

export function rangeText(partition: string, from: number, to: number): string {
  return from === to
    ? `partition ${partition}, sequence number ${from}`
    : `partition ${partition}, sequence numbers ${from} to ${to}`;
}
