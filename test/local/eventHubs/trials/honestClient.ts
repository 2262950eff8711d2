import { EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';

export interface HonestClient {
  /** Sends on and on, waiting for each batch, until told to stop; resolves when all that was sent has been read. */
  finish(): Promise<{ readonly sent: readonly number[]; readonly read: readonly number[] }>;
}

const once = { retryOptions: { maxRetries: 0, timeoutInMs: 10_000 } };
const partitionId = '0';
const readingTimeoutMs = 15_000;

/** Sends numbers and reads them, by the real SDK, without a second attempt at anything. */
export function startHonestClient(connectionString: string, hub: string): HonestClient {
  const producer = new EventHubProducerClient(connectionString, hub, once);
  const consumer = new EventHubConsumerClient('$Default', connectionString, hub, once);
  const sent: number[] = [];
  const read: number[] = [];
  let finished = false;
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  const subscription = consumer.subscribe(
    partitionId,
    {
      processEvents: async (events) => void read.push(...events.map(({ body }) => Number(body))),
      processError: async (error) => fail(error),
    },
    { startPosition: { offset: '-1' }, maxBatchSize: 100, maxWaitTimeInSeconds: 1 },
  );
  const sending = sendOn();

  async function sendOn(): Promise<void> {
    while (!finished) {
      const numbers = [sent.length, sent.length + 1, sent.length + 2];
      await producer.sendBatch(
        numbers.map((body) => ({ body })),
        { partitionId },
      );
      sent.push(...numbers);
    }
  }

  async function allRead(): Promise<void> {
    const end = Date.now() + readingTimeoutMs;
    while (read.length < sent.length && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  sending.catch(fail);
  return {
    finish: async () => {
      finished = true;
      await Promise.race([sending.then(allRead), failed]).finally(async () => {
        await subscription.close();
        await Promise.all([producer.close(), consumer.close()]);
      });
      return { sent, read };
    },
  };
}
