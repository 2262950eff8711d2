import type { EventHubConsumerClient } from '@azure/event-hubs';

/** Tells apart two hubs of one name, since positions in the first mean nothing in the second. */
export interface HubCreation {
  /** When the hub was created, in milliseconds since 1970, as of the last second. Rejects when the hub does not answer. */
  current(): Promise<number>;
  /** What was learnt before a failure is no longer sure. */
  forget(): void;
}

export interface HubCreationParts {
  readonly client: Pick<EventHubConsumerClient, 'getEventHubProperties'>;
  /** What the first contact learnt, in milliseconds since 1970. */
  readonly known: number;
  /** Told once for every hub that took the place of another. */
  say(message: string): void;
  readonly signal: AbortSignal;
  readonly clock?: () => number;
}

/** All partitions share one answer, so that a busy hub is asked once a second and not for every batch. */
const validMs = 1_000;

/** A hub keeps its creation time as long as it lives; an emulator that is started again begins with another. */
export function hubCreation({ client, known, say, signal, clock = Date.now }: HubCreationParts): HubCreation {
  let last = known;
  let answer: { readonly askedAt: number; readonly createdOn: Promise<number> } | undefined;
  const ask = async (): Promise<number> => {
    const createdOn = (await client.getEventHubProperties({ abortSignal: signal })).createdOn.getTime();
    if (!isSame(createdOn, last)) say('The hub began anew; reading it from its first event.');
    last = createdOn;
    return createdOn;
  };
  return {
    current: () => {
      if (!answer || clock() - answer.askedAt >= validMs) answer = { askedAt: clock(), createdOn: ask() };
      return answer.createdOn;
    },
    forget: () => {
      answer = undefined;
    },
  };
}

/** Also for a service that tells no creation time, for which the SDK makes an invalid Date. */
export function isSame(createdOn: number, other: number): boolean {
  return Object.is(createdOn, other);
}
