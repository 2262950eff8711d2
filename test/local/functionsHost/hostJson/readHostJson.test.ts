import { describe, expect, it } from '@jest/globals';
import { parseHostJson } from '../../../../local/functionsHost/hostJson/readHostJson.ts';

const aHostJson = (members: Record<string, unknown> = {}) => ({ version: '2.0', ...members });
const eventHubs = (options: Record<string, unknown>, settings = {}) =>
  parseHostJson(aHostJson({ extensions: { eventHubs: options } }), settings).eventHubs;

describe('host.json', () => {
  // https://learn.microsoft.com/azure/azure-functions/functions-host-json#version
  it.each([[{}], [{ version: '1.0' }], [{ version: 2 }], [[]], ['text'], [null]])(
    'is refused without version 2.0 (%j)',
    (file) => {
      expect(() => parseHostJson(file, {})).toThrow('host.json: this host requires "version": "2.0"');
    },
  );

  it('errors carry a code', () => {
    expect(() => parseHostJson({}, {})).toThrow(expect.objectContaining({ code: 'host-json' }));
  });
});

// https://learn.microsoft.com/azure/azure-functions/extension-bundles
describe('the extension bundle', () => {
  const id = 'Microsoft.Azure.Functions.ExtensionBundle';
  const bundle = (extensionBundle: Record<string, unknown>) => parseHostJson(aHostJson({ extensionBundle }), {}).bundle;

  it.each([
    '[4.*, 5.0.0)',
    '[3.3.0, 4.0.0)',
    '[4.0.0]',
    '4.*',
    '(2.0, 5.0.0]',
    '[2.*,3.0.0)',
    '[2.8.2]',
    '[4.2.0, )',
    '1.*',
  ])('may be %s', (version) => {
    expect(bundle({ id, version })).toEqual({ id, version });
  });

  it.each(['', 'four', '[5.*, 6.0.0)', '[4.*, 5.*)', '[4.0.0, 3.0.0)', '[4.0.0', '(4.0.0)', '[0.1, 1.0.0)', '9'])(
    'is refused as "%s"',
    (version) => {
      expect(() => bundle({ id, version })).toThrow(/^host\.json: extensionBundle\.version is /);
    },
  );

  // extensionrequirements.json of azure-functions-host: the least bundle that runtime 4 takes is 2.8.2
  it.each(['[1.*, 2.0.0)', '[2.0.0, 2.8.2)', '[2.6.1]'])(
    'is refused as %s, which holds none that the host takes',
    (version) => {
      expect(() => bundle({ id, version })).toThrow(
        `extensionBundle.version is "${version}", but must be a range that reaches 2.8.2 or a later bundle, such as "[4.*, 5.0.0)".`,
      );
    },
  );

  it('is refused with an id that does not exist, or none', () => {
    expect(() => bundle({ id: 'My.Bundle', version: '[4.*, 5.0.0)' })).toThrow('extensionBundle.id is "My.Bundle"');
    expect(() => bundle({ version: '[4.*, 5.0.0)' })).toThrow('extensionBundle.id is missing');
  });
});

// https://learn.microsoft.com/azure/azure-functions/functions-host-json#functiontimeout
describe('functionTimeout', () => {
  const timeout = (functionTimeout?: string) => parseHostJson(aHostJson({ functionTimeout }), {}).functionTimeoutMs;

  it('is 30 minutes by default, and no limit as -1', () => {
    expect([timeout(), timeout('00:10:00'), timeout('-1')]).toEqual([1_800_000, 600_000, undefined]);
  });

  it.each(['00:00:00.5', 'long', '-00:00:01'])('is refused as %s', (text) => {
    expect(() => timeout(text)).toThrow(`functionTimeout is "${text}"`);
  });
});

// https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs#hostjson-settings
describe('extensions.eventHubs', () => {
  it('has the defaults of extension 6', () => {
    expect(eventHubs({})).toEqual({
      maxEventBatchSize: 100,
      minEventBatchSize: 1,
      maxWaitMs: 60_000,
      batchCheckpointFrequency: 1,
      enableCheckpointing: true,
      prefetchCount: 300,
      prefetchSizeInBytes: undefined,
      transportType: 'amqpTcp',
      customEndpointAddress: undefined,
      initialOffset: { type: 'fromStart' },
      trackLastEnqueuedEventProperties: false,
      loadBalancingUpdateMs: 30_000,
      ownershipExpirationMs: 120_000,
      targetUnprocessedEventThreshold: 100,
      retry: { mode: 'exponential', tryTimeoutMs: 60_000, delayMs: 800, maximumDelayMs: 60_000, maximumRetries: 3 },
    });
  });

  it('takes every option', () => {
    const options = {
      maxEventBatchSize: 7,
      minEventBatchSize: 3,
      maxWaitTime: '00:00:05',
      batchCheckpointFrequency: 2,
      enableCheckpointing: false,
      prefetchCount: 21,
      prefetchSizeInBytes: 1000,
      transportType: 'AmqpWebSockets',
      customEndpointAddress: 'amqps://gateway',
      initialOffsetOptions: { type: 'FromEnqueuedTime', enqueuedTimeUtc: '2026-01-02T03:04:05' },
      trackLastEnqueuedEventProperties: true,
      loadBalancingUpdateInterval: '00:00:02',
      partitionOwnershipExpirationInterval: '00:00:10',
      targetUnprocessedEventThreshold: 9,
      clientRetryOptions: {
        mode: 'Fixed',
        tryTimeout: '00:00:30',
        delay: '00:00:01',
        maximumDelay: '00:00:02',
        maximumRetries: 5,
      },
    };
    expect(eventHubs(options)).toEqual({
      maxEventBatchSize: 7,
      minEventBatchSize: 3,
      maxWaitMs: 5_000,
      batchCheckpointFrequency: 2,
      enableCheckpointing: false,
      prefetchCount: 21,
      prefetchSizeInBytes: 1000,
      transportType: 'amqpWebSockets',
      customEndpointAddress: 'amqps://gateway',
      initialOffset: { type: 'fromEnqueuedTime', enqueuedTime: new Date('2026-01-02T03:04:05Z') },
      trackLastEnqueuedEventProperties: true,
      loadBalancingUpdateMs: 2_000,
      ownershipExpirationMs: 10_000,
      targetUnprocessedEventThreshold: 9,
      retry: { mode: 'fixed', tryTimeoutMs: 30_000, delayMs: 1_000, maximumDelayMs: 2_000, maximumRetries: 5 },
    });
  });

  it('still reads the names of extension 4', () => {
    const options = {
      eventProcessorOptions: { maxBatchSize: 5, prefetchCount: 50 },
      partitionManagerOptions: { leaseDuration: '00:00:40', renewInterval: '00:00:15' },
    };
    expect(eventHubs(options)).toMatchObject({
      maxEventBatchSize: 5,
      prefetchCount: 50,
      loadBalancingUpdateMs: 15_000,
      ownershipExpirationMs: 40_000,
    });
  });

  // https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
  it('is overridden by settings, whatever the case of their names, by the old names too', () => {
    expect(
      eventHubs({ maxEventBatchSize: 7 }, { azurefunctionsjobhost__EXTENSIONS__eventhubs__maxEventBatchSize: '8' })
        .maxEventBatchSize,
    ).toBe(8);
    const legacy = { AzureFunctionsJobHost__extensions__eventHubs__eventProcessorOptions__maxBatchSize: '9' };
    expect(eventHubs({}, legacy).maxEventBatchSize).toBe(9);
    expect(
      eventHubs({}, { 'AzureFunctionsJobHost:extensions:eventHubs:clientRetryOptions:delay': '00:00:02' }).retry
        .delayMs,
    ).toBe(2_000);
  });

  it.each([
    [{ maxEventBatchSize: 0 }, 'maxEventBatchSize is "0", but must be 1 or more'],
    [{ maxEventBatchSize: 'many' }, 'maxEventBatchSize is "many", but must be a whole number'],
    [{ maxEventBatchSize: 5, minEventBatchSize: 6 }, 'minEventBatchSize is "6", but must be 5 or less'],
    [{ maxWaitTime: '00:10:01' }, 'maxWaitTime is "00:10:01", but must be 600 s or less'],
    [{ batchCheckpointFrequency: 0 }, 'batchCheckpointFrequency is "0"'],
    [{ transportType: 'http' }, 'transportType is "http", but must be one of amqpTcp, amqpWebSockets'],
    [{ initialOffsetOptions: { type: 'fromEnqueuedTime' } }, 'enqueuedTimeUtc is "", but must be an ISO 8601 time'],
    [
      { loadBalancingUpdateInterval: '00:01:00', partitionOwnershipExpirationInterval: '00:01:30' },
      'must be 120 s or more',
    ],
    [{ trackLastEnqueuedEventProperties: 'perhaps' }, 'must be true or false'],
    [{ webProxy: 'http://proxy' }, 'webProxy is "http://proxy", but must be absent'],
  ])('refuses %j', (options, message) => {
    expect(() => eventHubs(options)).toThrow(message);
  });
});

// https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-log-levels
describe('logging.logLevel', () => {
  it('is read by category, dots and all', () => {
    const logging = { logLevel: { default: 'Information', 'Host.Aggregator': 'Warning', Function: 'None' } };
    expect(parseHostJson(aHostJson({ logging }), {}).leastLevels).toEqual(
      new Map([
        ['', 'information'],
        ['host.aggregator', 'warning'],
        ['function', 'none'],
      ]),
    );
  });

  it('refuses what is no level', () => {
    expect(() => parseHostJson(aHostJson({ logging: { logLevel: { default: 'loud' } } }), {})).toThrow(
      '"loud", but must be one of trace',
    );
  });
});
