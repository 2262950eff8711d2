import { describe, expect, it } from '@jest/globals';
import { directionFigures } from '../../../bench/eventHubs/figures.ts';
import { printFigures } from '../../../bench/eventHubs/printFigures.ts';

const client = { events: 1000, seconds: 2, cpuMicros: 20_000, p50Ms: 1.23456, p99Ms: 9 };

describe('the figures of one direction', () => {
  it('are per second, per event, and the emulator in parts of the client', () => {
    expect(directionFigures(client, 5000)).toEqual({
      eventsPerSecond: 500,
      p50Ms: 1.235,
      p99Ms: 9,
      clientCpuMicros: 20,
      hubCpuMicros: 5,
      cpuRatio: 0.25,
    });
  });

  it('are printed in two columns, with memory and latency below', () => {
    const send = directionFigures(client, 5000);
    const receive = directionFigures(client, 2500);
    const text = printFigures({
      send,
      receive,
      hubP99Ms: 1.5,
      sdkEndToEndP99Ms: 23,
      storedMiB: 2048,
      memoryMiB: 230,
    });
    expect(text).toMatch(/^ +send +receive\nevents per second +500 +500\n/);
    expect(text).toMatch(/emulator ÷ client +0.25 +0.13\n/);
    expect(text).toContain('peak resident memory: 230 MiB, with 2,048 MiB of bodies stored');
  });
});
