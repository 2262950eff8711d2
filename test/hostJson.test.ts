import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import hostJson from '../host.json';
import { parseHostJson } from '../local/functionsHost/hostJson/readHostJson.ts';
import { createHostLog } from '../local/functionsHost/hostLog.ts';

describe('what host.json keeps of the telemetry', () => {
  const { applicationInsights, logLevel } = hostJson.logging;

  it.each([
    ['our lines', 'Function.storeTweets.User', 'information'],
    ["the host's line of each attempt", 'Function.storeTweets', 'information'],
    ['the table of requests', 'Host.Results', 'information'],
    ['errors of whatever part', 'Host.Startup', 'error'],
  ] as const)('holds %s', (_what, category, level) => {
    const lines: string[] = [];
    const { leastLevels } = parseHostJson(hostJson, {});
    const write = (line: string) => void lines.push(line);
    createHostLog({ write, clock: () => 0, verbose: false, leastLevels }).entry(category, level, 'kept');
    expect(lines).toHaveLength(1);
  });

  it('never leaves out exceptions, requests or lines by chance', () => {
    const { excludedTypes } = applicationInsights.samplingSettings;
    expect(excludedTypes.split(';')).toEqual(expect.arrayContaining(['Exception', 'Request', 'Trace']));
  });

  it("leaves out the host's own calls and counters", () => {
    expect(applicationInsights).toMatchObject({
      enableDependencyTracking: false,
      enablePerformanceCountersCollection: false,
    });
    expect(logLevel['Host.Aggregator']).toBe('Warning');
  });

  it('is read by the host, which ignores these settings in the mode of OpenTelemetry', () => {
    expect(hostJson).not.toHaveProperty('telemetryMode');
  });

  it('is what the runbook says', () => {
    const rows = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^\| `([\w.]+)` \| (\w+) \|/gm)];
    expect(Object.fromEntries(rows.map(([, category, level]) => [category, level]))).toEqual(logLevel);
  });
});
