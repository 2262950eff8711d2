import type { BenchFigures, DirectionFigures } from './figures.ts';

/** The figures for people. */
export function printFigures({ send, receive, ...rest }: BenchFigures): string {
  const rows: readonly (readonly [string, (figures: DirectionFigures) => number])[] = [
    ['events per second', ({ eventsPerSecond }) => eventsPerSecond],
    ['ms per batch, p50', ({ p50Ms }) => p50Ms],
    ['ms per batch, p99', ({ p99Ms }) => p99Ms],
    ['client CPU, µs per event', ({ clientCpuMicros }) => clientCpuMicros],
    ['emulator CPU, µs per event', ({ hubCpuMicros }) => hubCpuMicros],
    ['emulator ÷ client', ({ cpuRatio }) => cpuRatio],
  ];
  return [
    row('', 'send', 'receive'),
    ...rows.map(([name, figure]) => row(name, shown(figure(send)), shown(figure(receive)))),
    '',
    `Inside the emulator at 1,000 events a second, p99: ${shown(rest.hubP99Ms)} ms`,
    `The same through the SDK, which waits for 20 ms, p99: ${shown(rest.sdkEndToEndP99Ms)} ms`,
    `Emulator's peak resident memory: ${shown(rest.memoryMiB)} MiB, with ${shown(rest.storedMiB)} MiB of bodies stored`,
    '',
  ].join('\n');
}

function row(name: string, ...cells: readonly string[]): string {
  return name.padEnd(28) + cells.map((cell) => cell.padStart(12)).join('');
}

function shown(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 100 ? 2 : 0 });
}
