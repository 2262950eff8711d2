import type { FunctionDefinition } from '../functionDefinition.ts';
import type { FunctionRunner, TriggerValue } from '../invocation/functionRunner.ts';
import { openContainer } from '../storage/hostStorage.ts';
import type { PreparedTrigger, TriggerHost } from '../triggers/trigger.ts';
import { checkpointContainer } from './blobNames.ts';
import { EventHubListener } from './eventHubListener.ts';
import { type EventHubTrigger, readEventHubTrigger } from './eventHubTrigger.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

/** https://learn.microsoft.com/azure/azure-functions/functions-bindings-event-hubs-trigger */
export async function prepareEventHub(
  definition: FunctionDefinition,
  runner: FunctionRunner,
  host: TriggerHost,
): Promise<PreparedTrigger> {
  const { settings, hostJson, capabilities, log, clock, stopping } = host;
  const trigger = await readEventHubTrigger(definition, settings, capabilities);
  return {
    listen: async () => {
      const container = await openContainer(await host.storage(), checkpointContainer);
      const options = hostJson.eventHubs;
      return new EventHubListener({ name: definition.name, trigger, options, container, runner, clock, log, stopping });
    },
    manualValue: async (input) => manualValue(trigger, input, clock()),
  };
}

/** One event that came from no hub: partition 0, number 0, its time now, so that its place repeats no other's. */
function manualValue(trigger: EventHubTrigger, input: string, now: number): TriggerValue {
  const event: ReceivedEvent = {
    body: Buffer.from(input),
    bodyType: 'data',
    sequenceNumber: 0,
    offset: '0',
    partitionKey: undefined,
    enqueuedTime: now,
    properties: {},
    systemProperties: {},
  };
  const { connection, consumerGroup } = trigger;
  const place = { ...connection, consumerGroup, partition: '0', isCheckpointingAfterInvocation: false };
  return () => trigger.encode([event], place);
}
