import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aToken } from '../support/aToken.ts';
import { type HubsUnderTest, refusal, startHubsUnderTest, stay, until } from '../support/hubsUnderTest.ts';

/** The client cannot renew a token that it was given: https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature */
describe('a token that expires while the real SDK works', () => {
  const expiresAt = Date.UTC(2030, 0, 1);
  let isLate: boolean;
  let clock: () => number;
  let under: HubsUnderTest;
  let connectionString: string;
  beforeEach(async () => {
    // The emulator's clock runs towards the end of the token and stays there, until it may pass.
    isLate = false;
    const begin = Date.now();
    clock = () => {
      const time = expiresAt - 300 + (Date.now() - begin);
      return isLate ? time : Math.min(time, expiresAt - 1);
    };
    under = await startHubsUnderTest({ clock });
    connectionString = `Endpoint=sb://localhost:${under.hubs.amqpPort};SharedAccessSignature=${aToken({ expiresAt })};UseDevelopmentEmulator=true`;
  });
  afterEach(() => under.close());

  it('ends a reader, which is told UnauthorizedError (azure-event-hubs-dotnet, issue 134)', async () => {
    await under.producer('tweets', connectionString).sendBatch([{ body: 'first' }], { partitionId: '0' });
    const reader = stay(under.consumer({ connectionString }));
    await until(() => reader.events.length === 1);
    isLate = true;
    expect(await reader.ended).toMatchObject({ code: 'UnauthorizedError' });
  });

  it('ends a sender, and the next send is refused with UnauthorizedError', async () => {
    const producer = under.producer('tweets', connectionString);
    await producer.sendBatch([{ body: 'x' }]);
    isLate = true;
    // A send that is under way when its link ends would be lost on the client, which waits for its answer for a minute.
    await until(() => clock() > expiresAt + 100);
    expect((await refusal(producer.sendBatch([{ body: 'x' }]))).code).toBe('UnauthorizedError');
  });

  it('has the next question for properties refused with UnauthorizedError', async () => {
    const producer = under.producer('tweets', connectionString);
    await producer.getEventHubProperties();
    isLate = true;
    await until(() => clock() > expiresAt);
    const { code, message } = await refusal(producer.getEventHubProperties());
    expect(code).toBe('UnauthorizedError');
    expect(message).toContain("ExpiredToken: The token is expired. Expiration time: '2030-01-01 00:00:00Z'");
  });
});
