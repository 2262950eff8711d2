import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { claimFolder, releaseFolder } from '../../../local/running/running.ts';
import { toolSettings } from '../../../local/settings/toolSettings.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const local = {
  TweetStorage: 'UseDevelopmentStorage=true',
  EventHubConnection: 'Endpoint=sb://localhost;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true;',
};

describe('toolSettings', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it('points to where the local environment of the folder listens', async () => {
    const eventHubs = 'Endpoint=sb://localhost:1234;UseDevelopmentEmulator=true;';
    claimFolder(folder.path, { pid: process.pid, startedAt: 'now', eventHubs, storage: 'our storage' });
    expect(await toolSettings('storage', folder.path, local)).toEqual({
      TweetStorage: 'our storage',
      EventHubConnection: eventHubs,
    });
    releaseFolder(folder.path);
  });

  it('means the stand-in for X where it runs, unless the environment has a token for X itself', async () => {
    claimFolder(folder.path, { pid: process.pid, startedAt: 'now', storage: 'ours', twitter: 'http://127.0.0.1:4321' });
    const standIn = { TWEET_SOURCE: 'twitter', TWITTER_API_URL: 'http://127.0.0.1:4321' };
    expect(await toolSettings('storage', folder.path, local)).toMatchObject(standIn);
    const forX = { ...local, TWITTER_BEARER_TOKEN: 'a token' };
    expect(await toolSettings('storage', folder.path, forX)).toEqual({ ...forX, TweetStorage: 'ours' });
    releaseFolder(folder.path);
  });

  it('means the ceiling under which the stand-in is read, unless the environment has one', async () => {
    const twitter = { twitter: 'http://127.0.0.1:4321', twitterMaxPostsPerDay: '300' };
    claimFolder(folder.path, { pid: process.pid, startedAt: 'now', storage: 'ours', ...twitter });
    expect(await toolSettings('storage', folder.path, local)).toMatchObject({ TWITTER_MAX_POSTS_PER_DAY: '300' });
    const other = { ...local, TWITTER_MAX_POSTS_PER_DAY: '50' };
    expect(await toolSettings('storage', folder.path, other)).toMatchObject({ TWITTER_MAX_POSTS_PER_DAY: '50' });
    releaseFolder(folder.path);
  });

  it('says how to start when the settings mean the local environment and it does not run', async () => {
    await expect(toolSettings('storage', folder.path, local)).rejects.toThrow(/does not run in this folder.*npm start/);
  });

  it('does not ask for a part that the command does not need', async () => {
    const namespace = { ...local, EventHubConnection: 'Endpoint=sb://mine/' };
    expect(await toolSettings('eventHubs', folder.path, namespace)).toEqual(namespace);
  });

  it('does not ask for the local storage of the host when rows lie in an account', async () => {
    const account = { AzureWebJobsStorage: 'UseDevelopmentStorage=true', TweetStorage: 'AccountName=mine' };
    expect(await toolSettings('storage', folder.path, account)).toEqual(account);
  });

  it('needs nothing to run for a real namespace and account', async () => {
    const real = { TweetStorage: 'AccountName=mine', EventHubConnection: 'Endpoint=sb://mine/' };
    expect(await toolSettings('storage', folder.path, real)).toEqual(real);
  });
});
