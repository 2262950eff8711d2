import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Hands a text over in a file that only this user can read, and removes it, whatever happens: arguments of a process are
 * everybody's, and on Windows not every text can be one.
 */
export async function withPrivateFile<T>(text: string, work: (file: string) => Promise<T>): Promise<T> {
  // Made with mode 0700, so nobody else gets to what is in it.
  const folder = mkdtempSync(join(tmpdir(), 'tributary-'));
  const file = join(folder, 'text');
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
