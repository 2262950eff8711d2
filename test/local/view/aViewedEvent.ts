import type { ViewedEvent } from '../../../local/view/viewedEvent.ts';

/** An event of partition 0, from the tutorial, unless told otherwise; `body` may be text. */
export function aViewedEvent({
  body = 'Azure is the greatest!',
  ...rest
}: Partial<Omit<ViewedEvent, 'body'>> & { readonly body?: string | Uint8Array } = {}): ViewedEvent {
  return {
    partition: '0',
    sequenceNumber: 3,
    offset: '168',
    enqueuedTime: new Date('2019-01-15T10:22:33.040Z'),
    publisher: undefined,
    partitionKey: undefined,
    properties: {},
    body: typeof body === 'string' ? Buffer.from(body) : body,
    ...rest,
  };
}
