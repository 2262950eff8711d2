import type { Namespace } from '../meaning/namespace.ts';
import { type Answer, failure, json } from './answer.ts';
import { bodyAnswer, eventAnswer } from './eventAnswer.ts';
import { eventsAnswer, type Place } from './eventsAnswer.ts';
import { health } from './health.ts';
import { overview } from './overview.ts';
import { pageFile } from './pageFile.ts';
import type { Served } from './served.ts';

type Ask = () => Answer | Promise<Answer>;

/** What is at that path; undefined when nothing is. */
export function route(path: string, query: URLSearchParams, served: Served): Ask | undefined {
  if (path === '/health') return () => health(served.isHealthy());
  if (path === '/api/overview') return () => json(200, overview(served));
  const file = pageFile(path);
  return file ? () => file : eventsRoute(path, query, served.namespace);
}

const eventsPath = /^\/api\/hubs\/([^/]+)\/partitions\/(\d+)\/events(?:\/(\d{1,15})(\/body)?)?$/;

function eventsRoute(path: string, query: URLSearchParams, namespace: Namespace): Ask | undefined {
  const [matched, hub, partition, sequenceNumber, body] = eventsPath.exec(path) ?? [];
  if (matched === undefined) return undefined;
  const place = placeOf(namespace, hub, partition);
  if (!place) return () => failure(404, 'There is no such partition. Those there are stand at /api/overview.');
  if (sequenceNumber === undefined) return () => eventsAnswer(place, query);
  const number = Number(sequenceNumber);
  return body === undefined ? () => eventAnswer(place, number) : () => bodyAnswer(place, number);
}

/** Names of hubs need no decoding: they hold no character that a path would escape. */
function placeOf(namespace: Namespace, hubName = '', partitionId = ''): Place | undefined {
  const hub = namespace.hub(hubName);
  const partition = hub?.partition(partitionId);
  return hub && partition ? { hub, partition } : undefined;
}
