import { describe, expect, it } from '@jest/globals';
import { pointToLocal, wantsLocalEventHubs, wantsLocalStorage } from '../../../local/settings/developmentSettings.ts';

const emulator = 'Endpoint=sb://localhost;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;';
const namespace = 'Endpoint=sb://mine.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=b';
const account = 'DefaultEndpointsProtocol=https;AccountName=mine;AccountKey=a2V5;EndpointSuffix=core.windows.net';
const endpoints = { storage: 'our storage', eventHubs: 'our hub' };

describe('the shortcuts for the local environment', () => {
  it('replaces them by where the parts listen', () => {
    const values = {
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      TweetStorage: 'usedevelopmentstorage=true;',
      EventHubConnection: emulator,
    };
    expect(pointToLocal(values, endpoints)).toEqual({
      AzureWebJobsStorage: 'our storage',
      TweetStorage: 'our storage',
      EventHubConnection: 'our hub',
    });
  });

  it('leaves a real namespace and a real account alone', () => {
    const values = { AzureWebJobsStorage: account, TweetStorage: account, EventHubConnection: namespace };
    expect(pointToLocal(values, endpoints)).toEqual(values);
    expect(wantsLocalStorage(values)).toBe(false);
    expect(wantsLocalEventHubs(values)).toBe(false);
  });

  it('wants local storage when one of the two storages is local', () => {
    expect(wantsLocalStorage({ AzureWebJobsStorage: 'UseDevelopmentStorage=true', TweetStorage: account })).toBe(true);
  });

  it('does not take another flag for the emulator', () => {
    expect(wantsLocalEventHubs({ EventHubConnection: emulator.replace('true', 'false') })).toBe(false);
    expect(wantsLocalEventHubs({})).toBe(false);
  });
});
