import { EventHubConsumerClient, EventHubProducerClient, type ReceivedEventData } from '@azure/event-hubs';
import { bodyBytes, clientOptions, partitionCount } from './benchOptions.ts';
import { type Load, pace } from './pace.ts';
import { untilCount } from './untilCount.ts';

const maxBatchSize = 100;

/** How long events take from the call of `sendBatch` to `processEvents`, in milliseconds, one event per batch. */
export async function endToEndTimes(connectionString: string, hub: string, load: Load): Promise<readonly number[]> {
  const producer = new EventHubProducerClient(connectionString, hub, clientOptions);
  const consumer = new EventHubConsumerClient('$Default', connectionString, hub, clientOptions);
  const times: number[] = [];
  let failed: unknown;
  const fail = (error: unknown): void => {
    failed ??= error;
  };
  const processEvents = async (events: readonly ReceivedEventData[]): Promise<void> => {
    const nowMs = performance.now();
    for (const { body } of events) times.push(nowMs - sentMs(body));
  };
  const subscriptions = Array.from({ length: partitionCount }, (_, partition) =>
    consumer.subscribe(
      String(partition),
      { processEvents, processError: async (error) => fail(error) },
      { startPosition: { offset: '-1' }, maxBatchSize, maxWaitTimeInSeconds: 1, skipParsingBodyAsJson: true },
    ),
  );
  const came = (wanted: number): Promise<void> =>
    untilCount(() => (failed === undefined ? times.length : Number.POSITIVE_INFINITY), wanted);
  // All links are open before the pace begins: a send that waits for a second for its link is tried again later.
  for (let sent = 0; sent < partitionCount; sent++) await producer.sendBatch([{ body: stamped() }]);
  await came(partitionCount);
  await pace(load, () => void producer.sendBatch([{ body: stamped() }]).catch(fail));
  await came(partitionCount + load.perSecond * load.seconds);
  await Promise.all(subscriptions.map((subscription) => subscription.close()));
  await Promise.all([producer.close(), consumer.close()]);
  if (failed !== undefined) throw failed;
  return times.slice(partitionCount);
}

function stamped(): Buffer {
  const body = Buffer.alloc(bodyBytes, 'Tributary ');
  body.writeDoubleBE(performance.now(), 0);
  return body;
}

function sentMs(body: unknown): number {
  return Buffer.isBuffer(body) ? body.readDoubleBE(0) : Number.NaN;
}
