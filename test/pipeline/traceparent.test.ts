import { describe, expect, it } from '@jest/globals';
import { traceIdOf, traceparent } from '../../src/pipeline/traceparent.ts';

const counting = () => {
  let count = 0;
  return (bytes: number) => {
    count += 1;
    return String(count).padStart(2 * bytes, '0');
  };
};

describe('the trace context of an event', () => {
  it('goes on with the trace of the run, in a span of its own', () => {
    const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    expect(traceparent(parent, counting())).toBe('00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000001-00');
  });

  it.each([undefined, '', '01-x', '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-00'])(
    'begins a trace when the run has none (%p)',
    (parent) => {
      expect(traceparent(parent, counting())).toBe('00-00000000000000000000000000000001-0000000000000002-01');
    },
  );

  it('names its trace, and nothing where it is none', () => {
    expect(traceIdOf(traceparent(undefined, counting()))).toBe('00000000000000000000000000000001');
    expect(['', '00-1-2-01', 'x'.repeat(55)].map(traceIdOf)).toEqual([undefined, undefined, undefined]);
  });
});
