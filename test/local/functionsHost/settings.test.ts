import { describe, expect, it } from '@jest/globals';
import { readHostId } from '../../../local/functionsHost/hostId.ts';
import { createSettings, resolveNames } from '../../../local/functionsHost/settings.ts';

describe('settings', () => {
  it('are found without regard to case, with : or __ between sections', () => {
    const settings = createSettings({ Hub__fullyQualifiedNamespace: 'a.b' });
    expect([
      settings.get('HUB__FULLYQUALIFIEDNAMESPACE'),
      settings.get('Hub:fullyQualifiedNamespace'),
      settings.get('Hub'),
    ]).toEqual(['a.b', 'a.b', undefined]);
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-bindings-expressions-patterns
  it('replace every %NAME% of a text', () => {
    const settings = createSettings({ A: 'x', B: '1' });
    expect(resolveNames('%A%-%b%-100 %', settings, 'here')).toBe('x-1-100 %');
    expect(() => resolveNames('%A%-%C%', settings, 'Function f, schedule')).toThrow(
      'Function f, schedule: "%C%" does not resolve to a value. Set the app setting C',
    );
  });
});

// ScriptHostIdProvider.cs of azure-functions-host
describe('the host id', () => {
  const none = createSettings({});

  it('is the setting, or letters and digits of the machine and a hash of the folder, at most 32 characters', () => {
    expect(readHostId(createSettings({ AzureFunctionsWebHost__hostid: 'Mine' }), 'vm', '/app')).toBe('mine');
    expect(readHostId(none, 'My-PC_1', '/app')).toBe('mypc1-22737961');
    const long = readHostId(none, 'a'.repeat(40), '/app');
    expect(long).toBe('a'.repeat(32));
    expect(readHostId(none, 'a'.repeat(31), '/app')).toBe('a'.repeat(31));
  });

  it('differs between folders and stays the same for one', () => {
    expect(readHostId(none, 'pc', '/a')).not.toBe(readHostId(none, 'pc', '/b'));
    expect(readHostId(none, 'pc', '/a')).toBe(readHostId(none, 'pc', '/a'));
  });
});
