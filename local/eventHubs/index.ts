export { type EventHubsOptions, EventHubsOptionsError, type HubDefinition } from './options.ts';
export { type PartitionState, type RunningEventHubs, startEventHubs } from './startEventHubs.ts';
