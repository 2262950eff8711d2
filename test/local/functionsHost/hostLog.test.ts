import { describe, expect, it } from '@jest/globals';
import { createHostLog, type LogLevelName } from '../../../local/functionsHost/hostLog.ts';

const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);

function aLog(leastLevels: Readonly<Record<string, LogLevelName>> = {}, verbose = false) {
  const lines: string[] = [];
  const log = createHostLog({
    write: (line) => lines.push(line),
    clock: () => at,
    verbose,
    leastLevels: new Map(Object.entries(leastLevels)),
  });
  return { log, lines };
}

describe('the log', () => {
  it('writes the time and the text', () => {
    const { log, lines } = aLog();
    log.entry('Function.store.User', 'information', 'Stored 20 tweets.');
    expect(lines).toEqual(['[2026-01-02T03:04:05.006Z] Stored 20 tweets.']);
  });

  it('shows debug and trace only when verbose, whatever host.json asks for', () => {
    for (const verbose of [false, true]) {
      const { log, lines } = aLog({ '': verbose ? 'error' : 'trace' }, verbose);
      log.entry('Function.store.User', 'debug', 'debug');
      log.entry('Function.store.User', 'trace', 'trace');
      expect(lines).toHaveLength(verbose ? 2 : 0);
    }
  });

  it('shows less of a category where host.json asks for less, the longest name deciding', () => {
    const { log, lines } = aLog({
      '': 'error',
      function: 'warning',
      'function.store': 'information',
      'host.quiet': 'none',
    });
    log.entry('Function.store.User', 'information', 'shown: Function.store');
    log.entry('Function.other', 'information', 'hidden');
    log.entry('Function.other', 'warning', 'shown: Function');
    log.entry('Host.Startup', 'warning', 'hidden');
    log.entry('Host.Startup', 'error', 'shown: default');
    log.entry('Host.Quiet', 'critical', 'hidden');
    expect(lines.map((line) => line.slice(27))).toEqual(['shown: Function.store', 'shown: Function', 'shown: default']);
  });

  it('shows what would steer a terminal, line breaks and tabs apart', () => {
    const { log, lines } = aLog();
    log.line('a\u001b[2Jb\u202ec\r\n\td\u009be');
    expect(lines).toEqual(['a\\u{1b}[2Jb\\u{202e}c\\u{d}\n\td\\u{9b}e']);
  });
});
