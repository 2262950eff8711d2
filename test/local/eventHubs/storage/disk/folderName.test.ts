import { describe, expect, it } from '@jest/globals';
import { folderName } from '../../../../../local/eventHubs/storage/disk/folderName.ts';

describe('the folder of a hub', () => {
  it.each(['tweets', 'CON', 'aux', 'a.', 'a..', 'x'.repeat(256), 'a.b_c-d', 'A.B'])(
    'of %s is a name that Windows and disks without case take (learn.microsoft.com, naming a file)',
    (name) => {
      const folder = folderName(name);
      expect(folder).toMatch(/^hub-[a-z0-9_-]{1,40}-[0-9a-f]{12}$/);
      expect(folder).toBe(folderName(name.toUpperCase()));
    },
  );

  it('is another one for every name', () => {
    const names = ['a.b', 'a-b', 'a.-b', 'x'.repeat(255), 'x'.repeat(256), `${'x'.repeat(255)}y`, 'con', 'con.'];
    expect(new Set(names.map(folderName)).size).toBe(names.length);
  });
});
