import { describe, expect, it } from '@jest/globals';
import { type EventHubsOptions, startEventHubs } from '../../../../local/eventHubs/index.ts';
import { resolveOptions } from '../../../../local/eventHubs/resolveOptions.ts';

const hub = [{ name: 'a', partitionCount: 1 }];

describe('the defaults', () => {
  it('serve what the sample of the official emulator defines (EventHub-Emulator/Config/Config.json)', () => {
    expect(resolveOptions({}).hubs).toEqual([{ name: 'eh1', partitionCount: 2, consumerGroups: ['cg1'] }]);
  });

  it('are the port, the key and the sizes of the service', () => {
    expect(resolveOptions({})).toMatchObject({
      port: 5672,
      httpPort: undefined,
      tlsPort: undefined,
      policies: [{ name: 'RootManageSharedAccessKey', key: 'SAS_KEY_VALUE', claims: ['Listen', 'Send', 'Manage'] }],
      acceptAnyJwt: false,
      maxMessageBytes: 1_048_576,
      sync: false,
    });
  });

  it.each([
    [{}, 64],
    [{ data: 'folder' }, 256],
    [{ data: 'folder', retentionMib: 0.5 }, 0.5],
  ])('%j keeps a day, and %s MiB of each partition', (options, mib) => {
    expect(resolveOptions(options).retention).toEqual({ bytes: mib * 1024 * 1024, milliseconds: 86_400_000 });
  });
});

describe('an option that cannot be served', () => {
  it.each<[EventHubsOptions, string]>([
    [{ port: -1 }, 'Option port is -1. It must be a whole number from 0 to 65535.'],
    [{ httpPort: 1.5 }, 'Option httpPort is 1.5.'],
    [{ tlsPort: 65_536 }, 'Option tlsPort is 65536.'],
    [{ port: 7000, tlsPort: 7000 }, 'Port 7000 is given twice.'],
    [{ tlsPort: 5672 }, 'Port 5672 is given twice.'],
    [{ maxMessageSize: 1023 }, 'Option maxMessageSize is 1023. It must be a whole number from 1024 to 20971520.'],
    [{ retentionHours: 0 }, 'Option retentionHours is 0.'],
    [{ retentionHours: Number.NaN }, 'Option retentionHours is NaN.'],
    [{ retentionMib: 0.06 }, 'Option retentionMib is 0.06. It must be a number from 0.0625 to 1048576.'],
    [{ data: '' }, 'Option data is "". It must be a folder, or a path where one can be made.'],
    [{ data: 'package.json' }, 'Option data is "package.json". It must be a folder'],
    [{ host: 'localhost' }, 'Option host is "localhost". It must be an IP address of this machine'],
    [{ sync: true }, 'Option sync is given without data.'],
    [{ cert: 'a.pem', tlsPort: 0 }, 'Option cert is given without key.'],
    [{ key: 'a.pem', tlsPort: 0 }, 'Option key is given without cert.'],
    [{ cert: 'a.pem', key: 'b.pem' }, 'Options cert and key are given without tlsPort.'],
    [{ cert: 'none.pem', key: 'none.pem', tlsPort: 0 }, 'Option cert names "none.pem", which cannot be read (ENOENT).'],
    [{ config: 'none.json' }, 'Option config names "none.json", which cannot be read (ENOENT).'],
    [{ config: '.' }, 'Option config names ".", which cannot be read (EISDIR).'],
  ])('%j is told with its value and the way out', async (options, message) => {
    await expect(startEventHubs(options)).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [{ hubs: [] }, 'Option "hubs" is not known. Did you mean "hub"?'],
    [{ htpPort: 1 }, 'Option "htpPort" is not known. Did you mean "httpPort"?'],
    [{ retentionMB: 1 }, 'Option "retentionMB" is not known. Did you mean "retentionMib"?'],
    [{ colour: 1 }, 'Option "colour" is not known. Known: port, httpPort,'],
    [{ port: '5672' }, 'Option port is "5672". It must be a whole number from 0 to 65535.'],
    [{ acceptAnyJwt: 'yes' }, 'Option acceptAnyJwt is "yes". It must be true or false.'],
    [{ hub: 'tweets:4' }, 'Option hub is "tweets:4". It must be a list.'],
    [{ clock: 0 }, 'Option clock is 0. It must be a function.'],
    [{ hub: [{ name: 'a', partitions: 4 }] }, 'Hub "a": property "partitions" is not known.'],
    [{ hub: [7] }, 'Hub 7 is neither a text nor an object.'],
  ])('%j is told to callers without types, too', (options, message) => {
    const resolve: (options: object) => unknown = resolveOptions;
    expect(() => resolve(options)).toThrow(message);
  });

  it.each([null, [], ['x'], 'x', 7])('%j is told where the object with the options should be', async (options) => {
    const start: (...options: never) => Promise<unknown> = startEventHubs;
    await expect(Reflect.apply(start, undefined, [options])).rejects.toMatchObject({
      name: 'EventHubsOptionsError',
      code: 'invalid-options',
      message: `The options are ${JSON.stringify(options)}. They must be an object, such as { port: 0 }.`,
    });
  });

  it('is cut where it is long, and keeps its quotes and whole letters', () => {
    const messageOf = (name: string): string => {
      try {
        resolveOptions({ hub: [{ name, partitionCount: 1 }] });
      } catch (error) {
        if (error instanceof Error) return error.message;
      }
      throw new Error('The name was taken.');
    };
    expect(messageOf('h'.repeat(300))).toMatch(/^Hub name "h{98}…" is not valid\./);
    expect(messageOf(`${'h'.repeat(97)}\n${'h'.repeat(300)}`)).toMatch(/^Hub name "h{97}…" is not valid\./);
    expect(messageOf(`${'h'.repeat(97)}😀${'h'.repeat(300)}`)).toMatch(/^Hub name "h{97}…" is not valid\./);
  });

  it('is left at its default when it is undefined, as callers spell an option that they do not give', () => {
    const resolve: (options: object) => unknown = resolveOptions;
    expect(resolve({ hub, port: undefined, data: undefined })).toMatchObject({ port: 5672 });
  });
});
