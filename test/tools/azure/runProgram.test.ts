import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findProgram } from '../../../tools/azure/findProgram.ts';
import { runProgram } from '../../../tools/azure/runProgram.ts';
import { withPrivateFile } from '../../../tools/azure/withPrivateFile.ts';
import { type FakePrograms, fakePrograms } from '../../support/fakePrograms.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { until } from '../../support/until.ts';

let folder: ReturnType<typeof temporaryFolder>;
let programs: FakePrograms;

beforeEach(() => {
  folder = temporaryFolder();
  programs = fakePrograms(folder.path);
});

afterEach(() => folder.remove());

describe('runProgram', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends at %s with its program, and leaves nobody a file with a secret',
    async (signal) => {
      programs.answer('az', [{ to: '', hangs: true }]);
      const { environment } = programs;
      let secret = '';
      const ended = withPrivateFile('secret', (file) => {
        secret = file;
        return runProgram(findProgram('az', environment) ?? '', [], { environment, timeLimitMs: 60_000 });
      });
      const outcome = expect(ended).rejects.toMatchObject({ code: 'interrupted' });
      await until(() => programs.calls().length === 1, { withinMs: 30_000, otherwise: () => 'az was not started' });
      process.emit(signal, signal);
      await outcome;
      expect(existsSync(secret)).toBe(false);
      expect(process.listenerCount(signal)).toBe(0);
    },
  );
});
