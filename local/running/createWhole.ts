import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { errorCode } from '../errors/errorCode.ts';

/**
 * Creates a file with all its text at once; false when there is one already. A link is what makes both true in one step;
 * where the disk has no links (exFAT, some network disks) an exclusive copy still creates it once.
 */
export function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}.draft`;
  writeFileSync(draft, text);
  try {
    return (
      created(() => linkSync(draft, path)) ?? created(() => copyFileSync(draft, path, constants.COPYFILE_EXCL)) ?? false
    );
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Undefined where the disk cannot do it this way. */
function created(create: () => void): boolean | undefined {
  try {
    create();
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'EOPNOTSUPP' || code === 'ENOSYS') return undefined;
    throw error;
  }
}
